package dev.koda.platform.security;

import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RemoteVerificationKeysTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T08:00:00Z"));
    private final StubAuthService auth = new StubAuthService();
    private final Vertx vertx = Vertx.vertx();
    private final RemoteVerificationKeys keys = new RemoteVerificationKeys(
            new AuthServiceClient(vertx, new Peers(auth.url()), Duration.ofSeconds(60)), clock);
    private final SigningKey first = new SigningKey("k1");
    private final SigningKey second = new SigningKey("k2");

    @AfterEach
    void stop() {
        auth.close();
        vertx.closeAndAwait();
    }

    @Test
    void keysAreFetchedOnce() {
        auth.answers(200, first.keySet());

        assertThat(find("k1")).contains(first.publicKey());
        assertThat(find("k1")).isPresent();
        assertThat(auth.asked()).isEqualTo(1);
    }

    @Test
    void anUnknownIdAsksForNewsButNotForEver() {
        auth.answers(200, first.keySet());
        assertThat(find("k1")).isPresent();
        auth.answers(200, second.keySet());

        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(find("k2")).isEmpty();
        }
        assertThat(auth.asked()).isEqualTo(1);

        clock.pass(Duration.ofSeconds(10));
        assertThat(find("k2")).contains(second.publicKey());
        assertThat(auth.asked()).isEqualTo(2);
    }

    @Test
    void oldKeysAreKeptWhileAuthServiceIsAway() {
        auth.answers(200, first.keySet());
        assertThat(find("k1")).isPresent();
        auth.answers(503, "");
        clock.pass(Duration.ofMinutes(6));

        assertThat(find("k1")).isPresent();
        await().atMost(Duration.ofSeconds(60)).until(() -> auth.asked() == 2);
        assertThat(find("k1")).isPresent();
    }

    @Test
    void aWithdrawnKeyGoesAtTheNextRenewal() {
        auth.answers(200, first.keySet());
        assertThat(find("k1")).isPresent();
        auth.answers(200, second.keySet());
        clock.pass(Duration.ofMinutes(6));

        assertThat(find("k1")).isPresent();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(find("k1")).isEmpty());
    }

    @Test
    void ofAKeyThatIsNotKnownNothingCanBeSaidWhileAuthServiceIsAway() {
        auth.answers(503, "");
        cannotTell("k1");
        auth.answers(200, first.keySet());
        cannotTell("k1");

        clock.pass(Duration.ofSeconds(10));
        assertThat(find("k1")).contains(first.publicKey());
    }

    @Test
    void whatIsNoKeySetIsNoAnswer() {
        auth.answers(200, "<html>");
        cannotTell("k1");
    }

    private void cannotTell(String keyId) {
        assertThatThrownBy(() -> find(keyId))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    }

    private Optional<ECPublicKey> find(String keyId) {
        return keys.find(keyId).await().atMost(Duration.ofSeconds(60));
    }
}
