package dev.koda.auth.lockout;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginLockTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Duration LOCKOUT = Duration.ofMinutes(15);
    private static final int MAX = 5;

    private final LoginLock lock = new LoginLock(new UUID(0, 7));

    @Test
    void failuresAndGuessesInFlightTogetherNeverExceedTheLimit() {
        for (int guess = 0; guess < MAX; guess++) {
            assertThat(lock.reserve(NOW, MAX)).isEqualTo(Verdict.ALLOWED);
        }
        assertThat(lock.reserve(NOW, MAX)).isEqualTo(Verdict.BUSY);

        lock.failed(NOW, MAX, LOCKOUT);
        assertThat(lock.reserve(NOW, MAX)).isEqualTo(Verdict.BUSY);
        lock.release(NOW);
        assertThat(lock.reserve(NOW, MAX)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void theLastFailureLocksOnceAndForTheWholeTime() {
        for (int guess = 0; guess < MAX - 1; guess++) {
            assertThat(lock.failed(NOW, MAX, LOCKOUT)).isFalse();
        }
        assertThat(lock.failed(NOW, MAX, LOCKOUT)).isTrue();
        assertThat(lock.failed(NOW.plusSeconds(60), MAX, LOCKOUT)).isFalse();

        assertThat(lock.reserve(NOW.plus(LOCKOUT).minusSeconds(1), MAX)).isEqualTo(Verdict.LOCKED);
        assertThat(lock.reserve(NOW.plus(LOCKOUT), MAX)).isEqualTo(Verdict.ALLOWED);
        assertThat(lock.failures()).isZero();
    }

    @Test
    void aGuessWhoseServiceDiedIsForgottenAfterAMinute() {
        for (int guess = 0; guess < MAX; guess++) {
            lock.reserve(NOW, MAX);
        }

        assertThat(lock.reserve(NOW.plusSeconds(61), MAX)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void aLockDoesNotStandInTheWayOfRecovery() {
        for (int guess = 0; guess < MAX; guess++) {
            lock.failed(NOW, MAX, LOCKOUT);
        }

        assertThat(lock.reserveRecovery(NOW, MAX)).isEqualTo(Verdict.ALLOWED);
        lock.succeeded(NOW);
        assertThat(lock.unlock()).isTrue();
        assertThat(lock.reserve(NOW, MAX)).isEqualTo(Verdict.ALLOWED);
    }
}
