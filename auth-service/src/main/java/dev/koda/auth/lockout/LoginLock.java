package dev.koda.auth.lockout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The guesses at one account. A guess is reserved before it is computed and settled after, so failures and guesses in
 * flight together never exceed the limit, however many arrive at once. A decoy stands for accounts that do not exist:
 * it is read and written like a real one and never locks.
 */
@Entity
@Table(name = "login_lock")
class LoginLock {

    /** A guess whose service died is forgotten after this: longer than any hash waits in a full queue. */
    private static final Duration STALE = Duration.ofSeconds(60);

    @Id
    private UUID id;

    private boolean decoy;
    private int failures;
    private int pending;
    private Instant lastAttemptAt;
    private Instant lockedUntil;
    private boolean announced;

    protected LoginLock() {}

    LoginLock(UUID id) {
        this.id = id;
    }

    /** Takes a place for one guess, or says why there is none. */
    Verdict reserve(Instant now, int maxFailures) {
        forgetThePast(now);
        if (decoy || lockedUntil != null) {
            lastAttemptAt = now;
            return decoy ? Verdict.ALLOWED : Verdict.LOCKED;
        }
        return take(now, failures, maxFailures);
    }

    /** Takes a place for a recovery code, which is accepted during a lock too; only those in flight are bounded. */
    Verdict reserveRecovery(Instant now, int maxFailures) {
        forgetThePast(now);
        if (decoy) {
            lastAttemptAt = now;
            return Verdict.ALLOWED;
        }
        return take(now, 0, maxFailures);
    }

    /** Waiting leaves no trace: else whoever waits would keep the places of the dead from being forgotten. */
    private Verdict take(Instant now, int counted, int maxFailures) {
        if (counted + pending >= maxFailures) {
            return Verdict.BUSY;
        }
        lastAttemptAt = now;
        pending++;
        return Verdict.ALLOWED;
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

    /** The right credentials were given: the count starts anew. */
    void succeeded(Instant now) {
        release(now);
        failures = 0;
        lockedUntil = null;
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

    private void forgetThePast(Instant now) {
        if (lockedUntil != null && !lockedUntil.isAfter(now)) {
            lockedUntil = null;
            failures = 0;
            pending = 0;
        }
        if (lastAttemptAt != null && lastAttemptAt.plus(STALE).isBefore(now)) {
            pending = 0;
        }
    }
}
