package dev.koda.auth.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Removes slots whose window is over; the sketch is bounded anyway, this keeps it small in quiet houses. */
@ApplicationScoped
class RateSlotSweep {

    /** The longest window of any {@link Limit}, with room. */
    private static final Duration KEPT = Duration.ofHours(2);

    private final Pool pool;
    private final Clock clock;

    RateSlotSweep(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(every = "30m", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return pool.preparedQuery("DELETE FROM rate_slot WHERE window_start < $1")
                .execute(Tuple.of(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
