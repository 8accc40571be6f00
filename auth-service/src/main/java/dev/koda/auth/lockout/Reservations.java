package dev.koda.auth.lockout;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.operator.Profile;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.settings.AuthConfig;

/**
 * Takes a place for one guess in a transaction of its own. Known, unknown, disabled and locked accounts run the same
 * statements, so the time says nothing about which it was.
 */
@ApplicationScoped
class Reservations {

    /** Rows made by the first migration; the last byte tells them apart. */
    private static final int DECOYS = 64;

    private static final UUID FIRST_DECOY = UUID.fromString("00000000-0000-7000-8000-000000000000");

    private final Operators operators;
    private final LoginLocks locks;
    private final SecretTokens secrets;
    private final Clock clock;
    private final int maxFailures;

    Reservations(Operators operators, LoginLocks locks, SecretTokens secrets, AuthConfig config, Clock clock) {
        this.operators = operators;
        this.locks = locks;
        this.secrets = secrets;
        this.clock = clock;
        this.maxFailures = config.loginMaxFailures();
    }

    /** The reserved guess, or empty while too many others are in flight. */
    @WithTransaction
    Uni<Optional<Attempt>> password(String identifier) {
        return operators.findByIdentifier(identifier).chain(found -> reserve(identifier, found));
    }

    /** As {@link #password}, for somebody who is signed in. */
    @WithTransaction
    Uni<Optional<Attempt>> password(UUID operatorId) {
        return operators.findById(operatorId).chain(found -> reserve("", Optional.ofNullable(found)));
    }

    /** As {@link #password}, for a recovery code: a lock does not stand in its way. */
    @WithTransaction
    Uni<Optional<Attempt>> recovery(String identifier) {
        return operators.findByIdentifier(identifier).chain(found -> locks.held(lockId(identifier, found))
                .map(lock -> attempt(lock, lock.reserveRecovery(clock.instant(), maxFailures), found)));
    }

    /** Gives the place back when the guess could not be computed. */
    @WithTransaction
    Uni<Void> giveBack(Attempt attempt) {
        return locks.held(attempt.lockId())
                .invoke(lock -> lock.release(clock.instant()))
                .replaceWithVoid();
    }

    private Uni<Optional<Attempt>> reserve(String identifier, Optional<Operator> found) {
        return locks.held(lockId(identifier, found))
                .map(lock -> attempt(lock, lock.reserve(clock.instant(), maxFailures), found));
    }

    private static Optional<Attempt> attempt(LoginLock lock, Verdict verdict, Optional<Operator> found) {
        Optional<Attempt.Account> known = found.map(Reservations::account);
        return switch (verdict) {
            case BUSY -> Optional.empty();
            case LOCKED -> Optional.of(new Attempt(lock.id(), Optional.empty(), known, Optional.of("locked")));
            case ALLOWED -> Optional.of(allowed(lock.id(), known, found));
        };
    }

    private static Attempt allowed(UUID lockId, Optional<Attempt.Account> known, Optional<Operator> found) {
        boolean usable = found.filter(
                        operator -> operator.active() && operator.passwordHash().isPresent())
                .isPresent();
        if (usable) {
            return new Attempt(lockId, known, known, Optional.empty());
        }
        String reason = found.isEmpty() ? "unknown" : "disabled";
        return new Attempt(lockId, Optional.empty(), known, Optional.of(reason));
    }

    private UUID lockId(String identifier, Optional<Operator> found) {
        return found.map(Operator::id).orElseGet(() -> decoy(identifier));
    }

    private UUID decoy(String identifier) {
        int index = secrets.fingerprint("decoy", String.valueOf(Profile.lower(identifier)))[0] & (DECOYS - 1);
        return new UUID(FIRST_DECOY.getMostSignificantBits(), FIRST_DECOY.getLeastSignificantBits() + index);
    }

    private static Attempt.Account account(Operator operator) {
        return new Attempt.Account(
                operator.id(),
                operator.email(),
                operator.name(),
                operator.passwordHash().orElse(""));
    }
}
