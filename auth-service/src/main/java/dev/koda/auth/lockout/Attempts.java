package dev.koda.auth.lockout;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.eventloop.EventLoop;
import dev.koda.auth.origin.Client;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;

/**
 * Guards an account against guessing. A guess is reserved in the database before anything is computed and settled in the
 * transaction of its consequence, so parallel guesses over any number of replicas never get more than
 * {@code CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES} evaluated.
 */
@ApplicationScoped
public class Attempts {

    /** A place is free again after one hash, tens of milliseconds; the whole wait is bounded to a browser's patience. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final int PAUSES = 600;

    private final Reservations reservations;
    private final LoginLocks locks;
    private final EventLoop eventLoop;
    private final LockoutAnnouncements announcements;
    private final AuthConfig config;
    private final Clock clock;

    Attempts(
            Reservations reservations,
            LoginLocks locks,
            EventLoop eventLoop,
            LockoutAnnouncements announcements,
            AuthConfig config,
            Clock clock) {
        this.reservations = reservations;
        this.locks = locks;
        this.eventLoop = eventLoop;
        this.announcements = announcements;
        this.config = config;
        this.clock = clock;
    }

    /** Reserves a password guess; waits while as many as may fail are in flight. Never inside a transaction. */
    public Uni<Attempt> reserve(String identifier) {
        return patiently(() -> reservations.password(identifier), PAUSES);
    }

    /** As {@link #reserve(String)} for a known operator. */
    public Uni<Attempt> reserve(UUID operatorId) {
        return patiently(() -> reservations.password(operatorId), PAUSES);
    }

    /** Reserves a guess at a recovery code, which a lock does not forbid. */
    public Uni<Attempt> reserveRecovery(String identifier) {
        return patiently(() -> reservations.recovery(identifier), PAUSES);
    }

    /** Runs {@code work}, which settles the attempt; when it fails instead, the reserved place is given back. */
    public <T> Uni<T> holding(Attempt attempt, Supplier<Uni<T>> work) {
        return work.get().onFailure().call(() -> reservations.giveBack(attempt));
    }

    /** Inside the caller's transaction: the guess was right. */
    public Uni<Void> succeeded(Attempt attempt) {
        return locks.held(attempt.lockId()).invoke(LoginLock::succeeded).replaceWithVoid();
    }

    /** Inside the caller's transaction: a lock of the account, if there is one, ends, and the end is audited. */
    public Uni<Void> cleared(UUID operatorId, Client client) {
        return locks.held(operatorId)
                .chain(lock -> lock.unlock()
                        ? announcements.ended(operatorId, AuditActor.system(), "recovery", client)
                        : Uni.createFrom().voidItem());
    }

    /** Inside the caller's transaction: the guess was neither right nor wrong. */
    public Uni<Void> released(Attempt attempt) {
        return locks.held(attempt.lockId()).invoke(LoginLock::release).replaceWithVoid();
    }

    /** Inside the caller's transaction: the guess was wrong; counts it, and audits the lock it may start. */
    public Uni<Void> failed(Attempt attempt, Client client) {
        return locks.held(attempt.lockId()).chain(lock -> {
            boolean started = attempt.refusal().isEmpty() ? fail(lock) : dismiss(lock, attempt);
            return started
                    ? announcements.started(attempt.known().orElseThrow(), client)
                    : Uni.createFrom().voidItem();
        });
    }

    private boolean fail(LoginLock lock) {
        return lock.failed(
                clock.instant(), config.loginMaxFailures(), Duration.ofSeconds(config.loginLockoutSeconds()));
    }

    /** A refused attempt at a locked account holds no place; at an unknown or disabled one it does. */
    private static boolean dismiss(LoginLock lock, Attempt attempt) {
        if (!attempt.refusal().equals(Optional.of("locked"))) {
            lock.release();
        }
        return false;
    }

    private Uni<Attempt> patiently(Supplier<Uni<Optional<Attempt>>> reservation, int pausesLeft) {
        return reservation.get().chain(attempt -> {
            if (attempt.isPresent()) {
                return Uni.createFrom().item(attempt.get());
            }
            if (pausesLeft == 0) {
                return Uni.createFrom().failure(busy());
            }
            return eventLoop.pause(PAUSE).chain(() -> patiently(reservation, pausesLeft - 1));
        });
    }

    private static Problem busy() {
        return Problem.unavailable(
                "hashing_busy", "Too many sign-ins at once. Try again in a few seconds.", Duration.ofSeconds(2));
    }
}
