package dev.koda.auth.credential;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class RecoveryTest {

    private static final String AUTH = "/api/control-plane/auth";

    @Inject
    ClientAddress addresses;

    private Gateway gateway;
    private People.Person owner;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
        owner = People.owner(gateway);
    }

    private static final String FRESH = "orange bicycle weather";

    @Test
    void aCodeSetsThePasswordVoidsTheRestEndsAllSessionsAndClearsTheLock() {
        Tables.run("UPDATE login_lock SET failures = 5, announced = true, locked_until = now() + interval '1 hour'"
                + " WHERE NOT decoy");
        String typed = owner.recoveryCodes().getFirst().toLowerCase(Locale.ROOT).replace("-", "");

        recover(People.OWNER_EMAIL, typed, FRESH).then().statusCode(204);

        gateway.identity("session", owner.cookie()).then().statusCode(401);
        String cookie = People.login(gateway, "the-boss", FRESH)
                .then()
                .statusCode(200)
                .extract()
                .cookie("koda_operator_session");
        gateway.session(cookie)
                .get(AUTH + "/recovery-codes")
                .then()
                .body("total", equalTo(10))
                .body("remaining", equalTo(0))
                .body("generated_at", notNullValue());
        recover(People.OWNER_EMAIL, owner.recoveryCodes().get(1), "yet another sentence")
                .then()
                .statusCode(401);
        People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD).then().statusCode(401);
    }

    @Test
    void aRefusedNewPasswordNeverTellsWhetherTheCodeWasRight() {
        Response right = recover(People.OWNER_EMAIL, owner.recoveryCodes().getFirst(), "short");
        Response wrong = recover(People.OWNER_EMAIL, "AAAA-BBBB-CCCC", "short");
        Response unknown = recover("nobody@example.org", "AAAA-BBBB-CCCC", "short");

        for (Response answer : List.of(right, wrong, unknown)) {
            answer.then()
                    .statusCode(400)
                    .body("code", equalTo("password_policy"))
                    .body("violations.code", equalTo(List.of("password_too_short")));
        }
        recover(People.OWNER_EMAIL, owner.recoveryCodes().getFirst(), People.OWNER_PASSWORD)
                .then()
                .statusCode(204);
    }

    @Test
    void unknownAccountsGetTheAnswerOfWrongCodes() {
        recover("nobody@example.org", "AAAA-BBBB-CCCC", FRESH)
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_credentials"));
        recover(People.OWNER_EMAIL, "AAAA-BBBB-CCCC", FRESH)
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_credentials"));
    }

    @Test
    void ofTwoParallelUsesOfOneCodeOneWins() throws Exception {
        String code = owner.recoveryCodes().getFirst();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> use =
                    () -> recover(People.OWNER_EMAIL, code, FRESH).statusCode();
            List<Future<Integer>> answers = pool.invokeAll(List.of(use, use));

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(204, 401);
        }
    }

    @Test
    void aNewSetVoidsTheOldOne() {
        List<String> fresh = gateway.session(owner.cookie())
                .post(AUTH + "/recovery-codes/regenerate")
                .then()
                .statusCode(200)
                .extract()
                .path("recovery_codes");

        recover(People.OWNER_EMAIL, owner.recoveryCodes().getFirst(), FRESH)
                .then()
                .statusCode(401);
        recover(People.OWNER_EMAIL, fresh.getFirst(), FRESH).then().statusCode(204);
    }

    @Test
    void codesAreStoredWithASlowHash() {
        assertThat(Tables.count("SELECT count(*) FROM recovery_code WHERE length(digest) = 32"))
                .isEqualTo(10);
        assertThat(Tables.text("SELECT memory_kib || ' ' || iterations FROM recovery_set"))
                .isEqualTo("256 1");
    }

    @Test
    void aPasswordIsChangedByKnowingItAndOtherSessionsEnd() {
        String other =
                People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD).cookie("koda_operator_session");

        change("not the password", FRESH).then().statusCode(401).body("code", equalTo("invalid_credentials"));
        change(People.OWNER_PASSWORD, People.OWNER_PASSWORD)
                .then()
                .statusCode(400)
                .body("violations.code", equalTo(List.of("password_reused")));
        change(People.OWNER_PASSWORD, "the-boss of all")
                .then()
                .statusCode(400)
                .body("violations.code", equalTo(List.of("password_contains_identifier")));
        change(People.OWNER_PASSWORD, FRESH).then().statusCode(204);

        gateway.identity("session", other).then().statusCode(401);
        gateway.identity("session", owner.cookie()).then().statusCode(200);
        People.login(gateway, People.OWNER_EMAIL, FRESH).then().statusCode(200);
        assertThat(Tables.count("SELECT pending FROM login_lock WHERE NOT decoy"))
                .isZero();
    }

    private Response change(String current, String fresh) {
        return gateway.session(owner.cookie())
                .body(Map.of("current_password", current, "new_password", fresh))
                .post(AUTH + "/password/change");
    }

    private Response recover(String identifier, String code, String password) {
        return gateway.stranger()
                .body(Map.of("identifier", identifier, "recovery_code", code, "new_password", password))
                .post(AUTH + "/password/recover");
    }
}
