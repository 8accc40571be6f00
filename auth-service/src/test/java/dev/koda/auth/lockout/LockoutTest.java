package dev.koda.auth.lockout;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;

import static dev.koda.auth.lockout.SecurityEntries.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class LockoutTest {

    private static final String LOCKOUTS = "/api/control-plane/auth/lockouts";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    void theRightPasswordIsRefusedDuringTheLockAndAcceptedAfterIt() {
        try (KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            failFiveTimes();

            People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_credentials"));
            Tables.run("UPDATE login_lock SET locked_until = now() + interval '1 second' WHERE NOT decoy");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD)
                                    .statusCode()
                            == 200);
            ReceivedEvent ended = audit.await(about(owner, "security.lockout.ended"));
            EventAssertions.matchesSchema("dev.koda.audit.entry.v1", ended.value());
        }
    }

    @Test
    void attemptsDuringTheLockDoNotExtendIt() {
        failFiveTimes();
        String until = Tables.text("SELECT locked_until FROM login_lock WHERE NOT decoy");

        People.login(gateway, People.OWNER_EMAIL, "wrong once more");

        assertThat(Tables.text("SELECT locked_until FROM login_lock WHERE NOT decoy"))
                .isEqualTo(until);
    }

    @Test
    void aSuccessStartsTheCountAnew() {
        for (int round = 0; round < 2; round++) {
            for (int failure = 0; failure < 4; failure++) {
                People.login(gateway, People.OWNER_EMAIL, "wrong password " + failure);
            }
            People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void wrongRecoveryCodesCountToo() {
        for (int failure = 0; failure < 5; failure++) {
            gateway.stranger()
                    .body(Map.of(
                            "identifier", People.OWNER_EMAIL,
                            "recovery_code", "AAAA-BBBB-CCCC",
                            "new_password", "orange bicycle weather"))
                    .post("/api/control-plane/auth/password/recover")
                    .then()
                    .statusCode(401);
        }

        assertThat(Tables.count("SELECT count(*) FROM login_lock WHERE locked_until > now()"))
                .isOne();
    }

    @Test
    void anAdminSeesLocksAndEndsThemAndSoDoesTheHost() {
        Tables.run("UPDATE login_lock SET failures = 5, announced = true, locked_until = now() + interval '1 hour'"
                + " WHERE NOT decoy");

        gateway.session(owner.cookie())
                .get(LOCKOUTS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].email", equalTo(People.OWNER_EMAIL));
        gateway.host()
                .body(Map.of("identifier", "the-boss"))
                .post(LOCKOUTS + "/unlock")
                .then()
                .statusCode(204);
        People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD).then().statusCode(200);
        gateway.session(owner.cookie()).get(LOCKOUTS).then().body("items", hasSize(0));
        gateway.session(owner.cookie())
                .body(Map.of("identifier", "nobody"))
                .post(LOCKOUTS + "/unlock")
                .then()
                .statusCode(404);
    }

    private void failFiveTimes() {
        for (int failure = 0; failure < 5; failure++) {
            People.login(gateway, People.OWNER_EMAIL, "wrong password " + failure)
                    .then()
                    .statusCode(401);
        }
    }
}
