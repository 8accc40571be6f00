package dev.koda.auth.lockout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The guesses at one account. A guess is reserved before it is computed ({@link Reservations}) and settled after, so
 * failures and guesses in flight together never exceed the limit, however many arrive at once. A decoy stands for accounts
 * that do not exist: it is read and written like a real one and never locks.
 */
@Entity
@Table(name = "login_lock")
class LoginLock {

    @Id
    private UUID id;

    private boolean decoy;
    private int failures;
    private int pending;
    /** Read by {@code reserve_guess}, which forgets guesses whose service died; never here. */
    @SuppressWarnings("unused")
    private Instant lastAttemptAt;

    private Instant lockedUntil;
    private boolean announced;

    protected LoginLock() {}

    LoginLock(UUID id) {
        this.id = id;
    }

    /** A guess was wrong. True when this one starts a lock; failures during a lock do not extend it. */
    boolean failed(Instant now, int maxFailures, Duration lockout) {
        release(now);
        if (decoy || lockedUntil != null && lockedUntil.isAfter(now)) {
            return false;
        }
        failures++;
        if (failures < maxFailures) {
            return false;
        }
        lockedUntil = now.plus(lockout);
        announced = true;
        return true;
    }

    /** The guess was neither right nor wrong, such as a password that still wants its second factor. */
    void release(Instant now) {
        lastAttemptAt = now;
        pending = Math.max(0, pending - 1);
    }

    /** Somebody tried at a locked account; the row is written as for any other, and nothing changes. */
    void knock(Instant now) {
        lastAttemptAt = now;
    }

    /** Ends a lock. True when there was one to announce. */
    boolean unlock() {
        boolean had = announced;
        failures = 0;
        lockedUntil = null;
        announced = false;
        return had;
    }

    UUID id() {
        return id;
    }

    int failures() {
        return failures;
    }

    Optional<Instant> lockedUntil() {
        return Optional.ofNullable(lockedUntil);
    }
}
