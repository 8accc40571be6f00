package dev.koda.auth.lockout;

import java.time.Instant;
import java.util.UUID;

import dev.koda.auth.operator.Operator;

/** A locked account as admins see it. */
record LockoutView(UUID id, String email, String username, int failures, Instant lockedUntil) {

    static LockoutView of(LoginLock lock, Operator operator) {
        return new LockoutView(
                operator.id(),
                operator.email(),
                operator.username().orElse(null),
                lock.failures(),
                lock.lockedUntil().orElseThrow());
    }
}
