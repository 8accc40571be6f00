package dev.koda.auth.password;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.secret.TestKeys;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordHasherTest {

    private PasswordHasher hasher;

    @BeforeEach
    void oneThreadAndTwoPlaces() {
        hasher = new PasswordHasher(TestKeys.secrets("key"), config(), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        hasher.stop();
    }

    @Test
    void whatDoesNotFitTheQueueIsRefusedAtOnceWithATimeToRetry() throws InterruptedException {
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        List<String> hashed = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(20);
        CountDownLatch release = new CountDownLatch(1);

        for (int number = 0; number < 20; number++) {
            hasher.hash("password")
                    .onItem()
                    .invoke(() -> hold(release)) // on the one thread of the pool, which takes no other meanwhile
                    .subscribe()
                    .with(hash -> note(hashed, hash, done), failure -> note(refused, failure, done));
        }
        assertThat(refused).hasSize(17);
        release.countDown();

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(hashed).hasSize(3);
        assertThat(refused).allSatisfy(failure -> {
            Problem problem = (Problem) failure;
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.code()).isEqualTo("hashing_busy");
            assertThat(problem.retryAfter()).contains(Duration.ofSeconds(2));
        });
    }

    @Test
    void aHashVerifiesItsPasswordInAnyUnicodeFormAndNoOther() {
        String encoded = hasher.hash("caf\u00e9").await().atMost(Duration.ofSeconds(60));

        List<Boolean> answers = new ArrayList<>();
        for (String typed : List.of("caf\u00e9", "cafe\u0301", "cafe")) {
            answers.add(hasher.matches(typed, encoded).await().atMost(Duration.ofSeconds(60)));
        }
        assertThat(answers).containsExactly(true, true, false);
        assertThat(hasher.outdated(encoded)).isFalse();
        assertThat(hasher.outdated(FormerHash.of("caf\u00e9"))).isTrue();
    }

    private static void hold(CountDownLatch release) {
        try {
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void note(List<T> list, T outcome, CountDownLatch done) {
        list.add(outcome);
        done.countDown();
    }

    private static AuthConfig config() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(AuthConfig.class);
        for (String name : List.of(
                "bootstrap-code-ttl-seconds",
                "password-min-length",
                "login-max-failures",
                "login-lockout-seconds",
                "recovery-codes-per-user",
                "session-lifetime-seconds",
                "session-idle-seconds",
                "reauthentication-seconds",
                "signing-key-rotation-days",
                "logins-per-five-minutes",
                "recoveries-per-hour",
                "exchanges-per-hour",
                "codes-per-hour")) {
            builder.withDefaultValue("koda.auth." + name, "10");
        }
        return builder.withDefaultValue("koda.auth.argon2-memory-kib", "8192")
                .withDefaultValue("koda.auth.argon2-iterations", "2")
                .withDefaultValue("koda.auth.argon2-parallelism", "1")
                .withDefaultValue("koda.auth.hashing-threads", "1")
                .withDefaultValue("koda.auth.hashing-queue", "2")
                .build()
                .getConfigMapping(AuthConfig.class);
    }
}
