package dev.koda.runtime.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.task.TaskRows;

/**
 * Makes the weekly partitions ahead of time and drops those whose tasks are past their days: history goes by whole
 * tables, never by row. Safe to run in every replica.
 */
@ApplicationScoped
class TaskRetention {
    private static final Logger LOG = Logger.getLogger(TaskRetention.class);
    private static final Duration AHEAD = Duration.ofDays(21);

    private final Pool pool;
    private final RuntimeConfig config;
    private final Clock clock;

    TaskRetention(Pool pool, RuntimeConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "6h", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keepHouse() {
        return keepHouse(clock.instant())
                .invoke(dropped -> LOG.infof("partitions kept dropped=%d", dropped))
                .replaceWithVoid();
    }

    /** As of the given time; answers how many weeks were dropped. */
    Uni<Integer> keepHouse(Instant now) {
        Instant oldest = now.minus(Duration.ofDays(config.retentionDays()));
        return pool.preparedQuery("SELECT make_partitions($1)")
                .execute(Tuple.of(TaskRows.utc(now.plus(AHEAD))))
                .chain(() -> pool.preparedQuery("SELECT drop_partitions($1)").execute(Tuple.of(TaskRows.utc(oldest))))
                .map(rows -> rows.iterator().next().getInteger(0))
                .call(() -> small("DELETE FROM task_key WHERE created_at < $1", oldest))
                .call(() -> small("DELETE FROM dead_letter WHERE at < $1", oldest))
                .call(() -> small("DELETE FROM session WHERE last_at < $1", oldest))
                .call(() -> small("DELETE FROM approval WHERE id < id_floor($1) AND status <> 'pending'", oldest));
    }

    /** Narrow tables beside the partitioned ones, a row per task or session at most. */
    private Uni<Void> small(String delete, Instant oldest) {
        return pool.preparedQuery(delete)
                .execute(Tuple.of(TaskRows.utc(oldest)))
                .replaceWithVoid();
    }
}
