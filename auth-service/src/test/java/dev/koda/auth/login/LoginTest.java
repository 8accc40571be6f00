package dev.koda.auth.login;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.password.FormerHash;
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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class LoginTest {

    private static final String AUTH = "/api/control-plane/auth";
    private static final String WRONG = "wrong but long enough";

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

    @Test
    void eMailAndUserNameInAnyCaseLetInAndSetTheSealedCookie() {
        People.login(gateway, "OWNER@Example.org", People.OWNER_PASSWORD).then().statusCode(200);
        String header = People.login(gateway, "the-BOSS", People.OWNER_PASSWORD)
                .then()
                .statusCode(200)
                .body("operator.email", equalTo(People.OWNER_EMAIL))
                .extract()
                .header("Set-Cookie");

        assertThat(header)
                .startsWith("koda_operator_session=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/")
                .containsPattern("Max-Age=60(4800|47\\d\\d)(;|$)");
        assertThat(header).doesNotContain("Secure");
    }

    @Test
    void wrongUserWrongPasswordAndDisabledAccountGetTheSameAnswer() {
        People.Person viewer = People.invited(gateway, owner, "vera@example.org", "viewer");
        gateway.session(owner.cookie())
                .body(Map.of("disabled", true))
                .patch("/api/control-plane/operators/" + viewer.id())
                .then()
                .statusCode(200);

        for (String[] pair : new String[][] {
            {"nobody@example.org", People.OWNER_PASSWORD},
            {People.OWNER_EMAIL, "quite another sentence"},
            {viewer.email(), viewer.password()}
        }) {
            People.login(gateway, pair[0], pair[1])
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_credentials"))
                    .header("Set-Cookie", equalTo(null));
        }
    }

    @Test
    void aHashWithFormerParametersIsRenewedAtLogin() {
        Tables.run("UPDATE operator SET password_hash = '" + formerHash() + "'");

        People.login(gateway, People.OWNER_EMAIL, "plum tractor seventeen")
                .then()
                .statusCode(200);

        assertThat(Tables.text("SELECT password_hash FROM operator")).startsWith("$argon2id$v=19$m=256,t=1,p=1$");
        People.login(gateway, People.OWNER_EMAIL, "plum tractor seventeen")
                .then()
                .statusCode(200);
    }

    @Test
    void theSamePasswordTypedInAnotherUnicodeFormLetsIn() {
        String code = owner.cookie();
        gateway.session(code)
                .body(Map.of(
                        "current_password", People.OWNER_PASSWORD, "new_password", "caf\u00e9 au lait \u00e0 midi"))
                .post(AUTH + "/password/change")
                .then()
                .statusCode(204);

        People.login(gateway, People.OWNER_EMAIL, "cafe\u0301 au lait a\u0300 midi")
                .then()
                .statusCode(200);
    }

    @Test
    void unknownAndKnownAccountsTakeTheSameStepsAndLeaveNoTrace() {
        int rows = Tables.count("SELECT count(*) FROM login_lock");
        for (int round = 0; round < 10; round++) {
            People.login(gateway, "stranger" + round + "@example.org", WRONG)
                    .then()
                    .statusCode(401);
            People.login(gateway, People.OWNER_EMAIL, WRONG).then().statusCode(401);
        }

        assertThat(Tables.count("SELECT count(*) FROM login_lock")).isEqualTo(rows);
        assertThat(Tables.count("SELECT count(*) FROM login_lock WHERE decoy AND (failures > 0 OR pending > 0)"))
                .isZero();
        assertThat(Tables.count("SELECT count(*) FROM login_lock WHERE decoy AND last_attempt_at IS NOT NULL"))
                .isPositive();
    }

    @Test
    void aSessionKnowsWhoItIs() {
        gateway.session(owner.cookie())
                .get(AUTH + "/status")
                .then()
                .statusCode(200)
                .body("kind", equalTo("operator"))
                .body("operator.id", equalTo(owner.id()))
                .body("roles", hasItem("owner"))
                .body("session_expires_at", notNullValue())
                .body("server_time", notNullValue())
                .body("auth_mode", equalTo("token"))
                .body("scopes", equalTo(null));
        gateway.host().get(AUTH + "/status").then().body("kind", equalTo("break_glass"));
        gateway.stranger().get(AUTH + "/status").then().statusCode(401);
    }

    @Test
    void sensitiveActsAskForThePasswordAgainAfterAWhile() {
        Tables.run("UPDATE session SET proven_at = now() - interval '16 minutes'");

        gateway.session(owner.cookie())
                .post(AUTH + "/recovery-codes/regenerate")
                .then()
                .statusCode(403)
                .body("code", equalTo("reauthentication_required"));
        gateway.session(owner.cookie())
                .body(Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .post(AUTH + "/tokens")
                .then()
                .statusCode(403);
        gateway.session(owner.cookie())
                .body(Map.of("password", "not this one"))
                .post(AUTH + "/reauthenticate")
                .then()
                .statusCode(401);
        gateway.session(owner.cookie())
                .body(Map.of("password", People.OWNER_PASSWORD))
                .post(AUTH + "/reauthenticate")
                .then()
                .statusCode(204);
        gateway.session(owner.cookie())
                .post(AUTH + "/recovery-codes/regenerate")
                .then()
                .statusCode(200)
                .body("recovery_codes", not(equalTo(owner.recoveryCodes())));
    }

    /** Of "plum tractor seventeen" with m=64, t=1, p=1, made by the class itself so that the test holds no vector. */
    private static String formerHash() {
        return FormerHash.of("plum tractor seventeen");
    }
}
