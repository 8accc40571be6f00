package dev.koda.auth.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Reads the clock of PostgreSQL; half the round trip is taken off. */
@ApplicationScoped
class DatabaseClock {

    private static final String NAME = "postgres";

    private final Pool pool;
    private final Clock clock;

    DatabaseClock(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<ClockReading> read() {
        Instant asked = clock.instant();
        return pool.query("SELECT clock_timestamp() AS now")
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("now"))
                .map(theirs -> reading(asked, theirs))
                .onFailure()
                .recoverWithItem(failure -> ClockReading.unreadable(NAME));
    }

    private ClockReading reading(Instant asked, OffsetDateTime theirs) {
        Duration trip = Duration.between(asked, clock.instant());
        return ClockReading.of(
                NAME,
                Duration.between(asked.plus(trip.dividedBy(2)), theirs.toInstant())
                        .toMillis());
    }
}
