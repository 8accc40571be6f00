package dev.koda.auth.lockout;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.auth.operator.Profile;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.settings.AuthConfig;

/**
 * Takes a place for one guess, by one call of the database function {@code reserve_guess}, which says what it does. Known,
 * unknown, disabled and locked accounts run the same statements, so the time says nothing about which it was.
 */
@ApplicationScoped
class Reservations {

    /** Rows made by the first migration; the last byte tells them apart. */
    private static final int DECOYS = 64;

    private static final UUID FIRST_DECOY = UUID.fromString("00000000-0000-7000-8000-000000000000");

    /**
     * Does not wait for the disk: a place that a crash of the database takes along belongs to a guess which that crash
     * broke off as well. How the guess ends is waited for.
     */
    private static final String RESERVE = """
            SELECT reserved.*
              FROM set_config('synchronous_commit', 'off', true),
                   reserve_guess($1, $2, $3, $4, $5, $6) AS reserved""";

    private final Pool pool;
    private final LoginLocks locks;
    private final SecretTokens secrets;
    private final Clock clock;
    private final int maxFailures;

    Reservations(Pool pool, LoginLocks locks, SecretTokens secrets, AuthConfig config, Clock clock) {
        this.pool = pool;
        this.locks = locks;
        this.secrets = secrets;
        this.clock = clock;
        this.maxFailures = config.loginMaxFailures();
    }

    /** The reserved guess, or empty while too many others are in flight. */
    Uni<Optional<Attempt>> password(String identifier) {
        return reserve(null, identifier, true);
    }

    /** As {@link #password}, for somebody who is signed in. */
    Uni<Optional<Attempt>> password(UUID operatorId) {
        return reserve(operatorId, "", true);
    }

    /** As {@link #password}, for a recovery code: a lock does not stand in its way. */
    Uni<Optional<Attempt>> recovery(String identifier) {
        return reserve(null, identifier, false);
    }

    /** Gives the place back when the guess could not be computed. */
    @WithTransaction
    Uni<Void> giveBack(Attempt attempt) {
        return locks.held(attempt.lockId())
                .invoke(lock -> lock.release(clock.instant()))
                .replaceWithVoid();
    }

    private Uni<Optional<Attempt>> reserve(UUID known, String identifier, boolean heedLock) {
        Tuple parameters = Tuple.from(new Object[] {
            known,
            Profile.lower(identifier),
            decoy(identifier),
            clock.instant().atOffset(ZoneOffset.UTC),
            maxFailures,
            heedLock
        });
        return pool.preparedQuery(RESERVE)
                .execute(parameters)
                .map(rows -> attempt(rows.iterator().next()));
    }

    private static Optional<Attempt> attempt(Row row) {
        UUID lockId = row.getUUID("lock_id");
        Optional<Attempt.Account> known = account(row);
        return switch (Verdict.valueOf(row.getString("verdict"))) {
            case BUSY -> Optional.empty();
            case LOCKED -> Optional.of(new Attempt(lockId, Optional.empty(), known, Optional.of("locked")));
            case ALLOWED ->
                Optional.of(
                        Boolean.TRUE.equals(row.getBoolean("usable"))
                                ? new Attempt(lockId, known, known, Optional.empty())
                                : new Attempt(
                                        lockId,
                                        Optional.empty(),
                                        known,
                                        Optional.of(known.isEmpty() ? "unknown" : "disabled")));
        };
    }

    private static Optional<Attempt.Account> account(Row row) {
        return Optional.ofNullable(row.getUUID("who_id"))
                .map(id -> new Attempt.Account(
                        id,
                        row.getString("who_email"),
                        row.getString("who_name"),
                        row.getString("hash"),
                        row.getBoolean("second_factor")));
    }

    private UUID decoy(String identifier) {
        int index = secrets.fingerprint("decoy", String.valueOf(Profile.lower(identifier)))[0] & (DECOYS - 1);
        return new UUID(FIRST_DECOY.getMostSignificantBits(), FIRST_DECOY.getLeastSignificantBits() + index);
    }
}
