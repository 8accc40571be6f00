package dev.koda.auth.lockout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

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
    void twoHundredParallelWrongGuessesNeverGetMoreThanFiveEvaluated() throws Exception {
        try (KafkaProbe audit = KafkaProbe.on("koda.audit");
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> guesses = new ArrayList<>();
            for (int number = 0; number < 200; number++) {
                String guess = "wrong guess number " + number;
                guesses.add(
                        () -> People.login(gateway, People.OWNER_EMAIL, guess).statusCode());
            }
            for (Future<Integer> answer : pool.invokeAll(guesses)) {
                assertThat(answer.get()).isEqualTo(401);
            }
            Awaitility.await()
                    .pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> failedLogins(audit).size() == 200);
            assertThat(failedLogins(audit)).filteredOn("wrong"::equals).hasSize(5);
            assertThat(failedLogins(audit)).filteredOn("locked"::equals).hasSize(195);
            assertThat(audit.seen(event -> is(event, "security.lockout.started", owner)).stream()
                            .map(ReceivedEvent::id)
                            .distinct())
                    .hasSize(1);
        }
    }

    /** The reasons; each entry counts once, however often it was delivered. */
    private List<String> failedLogins(KafkaProbe audit) {
        return audit.seen(event -> is(event, "security.login.failed", owner)).stream()
                .collect(Collectors.toMap(ReceivedEvent::id, LockoutTest::reason, (once, again) -> once))
                .values()
                .stream()
                .toList();
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
            ReceivedEvent ended = audit.await(event -> is(event, "security.lockout.ended", owner));
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
    void manyRightLoginsAtOnceAllSucceed() throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> logins = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                logins.add(() -> People.login(gateway, People.OWNER_EMAIL, People.OWNER_PASSWORD)
                        .statusCode());
            }
            for (Future<Integer> answer : pool.invokeAll(logins)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
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

    private static boolean is(ReceivedEvent event, String type, People.Person person) {
        return person.id().equals(event.key())
                && event.json().path("type").asText().equals(type)
                && event.json().path("target").path("id").asText().equals(person.id());
    }

    private static String reason(ReceivedEvent event) {
        return event.json().path("details").path("reason").asText();
    }
}
