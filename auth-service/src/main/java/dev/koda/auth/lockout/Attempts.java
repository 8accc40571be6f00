package dev.koda.auth.lockout;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.operator.Profile;
import dev.koda.auth.origin.Client;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.WayBack;

/**
 * Guards an account against guessing. A guess is reserved in the database before anything is computed and settled in the
 * transaction of its consequence, so parallel guesses over any number of replicas never get more than
 * {@code CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES} evaluated.
 */
@ApplicationScoped
public class Attempts {

    /** Other replicas hold the places: one is free after a hash, tens of milliseconds; the whole wait is bounded. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final int PAUSES = 600;

    private final Reservations reservations;
    private final LoginLocks locks;
    private final Turns turns;
    private final LockoutAnnouncements announcements;
    private final AuthConfig config;
    private final Clock clock;

    Attempts(
            Reservations reservations,
            LoginLocks locks,
            Turns turns,
            LockoutAnnouncements announcements,
            AuthConfig config,
            Clock clock) {
        this.reservations = reservations;
        this.locks = locks;
        this.turns = turns;
        this.announcements = announcements;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reserves a password guess at whoever {@code identifier} names and hands it to {@code work}, which settles it; waits
     * while as many as may fail are in flight. When {@code work} fails instead of settling, the place is given back. Never
     * inside a transaction.
     */
    public <T> Uni<T> password(String identifier, Function<Attempt, Uni<T>> work) {
        return guarded(String.valueOf(Profile.lower(identifier)), () -> reservations.password(identifier), work);
    }

    /** As {@link #password(String, Function)} for a known operator. */
    public <T> Uni<T> password(UUID operatorId, Function<Attempt, Uni<T>> work) {
        return guarded(operatorId.toString(), () -> reservations.password(operatorId), work);
    }

    /** As {@link #password(String, Function)} for a recovery code, which a lock does not forbid. */
    public <T> Uni<T> recovery(String identifier, Function<Attempt, Uni<T>> work) {
        return guarded(String.valueOf(Profile.lower(identifier)), () -> reservations.recovery(identifier), work);
    }

    /** Inside the caller's transaction, before anything else of the account is read there: the guess was right. */
    public Uni<Void> succeeded(Attempt attempt) {
        return locks.forgive(attempt.lockId(), clock.instant());
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
        return locks.held(attempt.lockId())
                .invoke(lock -> lock.release(clock.instant()))
                .replaceWithVoid();
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
    private boolean dismiss(LoginLock lock, Attempt attempt) {
        if (attempt.refusal().equals(Optional.of("locked"))) {
            lock.knock(clock.instant());
            return false;
        }
        lock.release(clock.instant());
        return false;
    }

    private <T> Uni<T> guarded(
            String line, Supplier<Uni<Optional<Attempt>>> reservation, Function<Attempt, Uni<T>> work) {
        return turns.take(line).chain(() -> patiently(reservation, PAUSES)
                .chain(attempt -> work.apply(attempt).onFailure().call(() -> reservations.giveBack(attempt)))
                .onTermination()
                .invoke(() -> turns.give(line)));
    }

    private Uni<Attempt> patiently(Supplier<Uni<Optional<Attempt>>> reservation, int pausesLeft) {
        return reservation.get().chain(attempt -> {
            if (attempt.isPresent()) {
                return Uni.createFrom().item(attempt.get());
            }
            if (pausesLeft == 0) {
                return Uni.createFrom().failure(busy());
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(PAUSE)
                    .emitOn(WayBack.here())
                    .chain(() -> patiently(reservation, pausesLeft - 1));
        });
    }

    private static Problem busy() {
        return Problem.unavailable(
                "hashing_busy", "Too many sign-ins at once. Try again in a few seconds.", Duration.ofSeconds(2));
    }
}
