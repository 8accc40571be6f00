package dev.koda.auth.lockout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;

import static dev.koda.auth.lockout.SecurityEntries.about;
import static org.assertj.core.api.Assertions.assertThat;

/** Many sign-ins for one account in the same moment. */
@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class SimultaneousLoginsTest {

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
            assertThat(audit.seen(about(owner, "security.lockout.started")).stream()
                            .map(ReceivedEvent::id)
                            .distinct())
                    .hasSize(1);
        }
    }

    /** The reasons; each entry counts once, however often it was delivered. */
    private List<String> failedLogins(KafkaProbe audit) {
        return audit.seen(about(owner, "security.login.failed")).stream()
                .collect(Collectors.toMap(ReceivedEvent::id, SimultaneousLoginsTest::reason, (once, again) -> once))
                .values()
                .stream()
                .toList();
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

    private static String reason(ReceivedEvent event) {
        return event.json().path("details").path("reason").asText();
    }
}
