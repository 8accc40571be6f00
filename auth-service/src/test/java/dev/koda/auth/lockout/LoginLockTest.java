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
    void theLastFailureLocksOnceAndForTheWholeTime() {
        for (int guess = 0; guess < MAX - 1; guess++) {
            assertThat(lock.failed(NOW, MAX, LOCKOUT)).isFalse();
        }
        assertThat(lock.failed(NOW, MAX, LOCKOUT)).isTrue();
        assertThat(lock.failed(NOW.plusSeconds(60), MAX, LOCKOUT)).isFalse();

        assertThat(lock.lockedUntil()).contains(NOW.plus(LOCKOUT));
        assertThat(lock.failures()).isEqualTo(MAX);
    }

    @Test
    void anEndIsAnnouncedOnce() {
        for (int guess = 0; guess < MAX; guess++) {
            lock.failed(NOW, MAX, LOCKOUT);
        }

        assertThat(lock.unlock()).isTrue();
        assertThat(lock.unlock()).isFalse();
        assertThat(lock.lockedUntil()).isEmpty();
        assertThat(lock.failures()).isZero();
    }
}
