package dev.koda.runtime.doctor;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/** What the doctor and the meters want to know, in one query. */
@ApplicationScoped
class RuntimeFacts {
    private static final String FACTS = """
            SELECT (SELECT count(*) FROM task WHERE state = 'queued') AS queued,
                   (SELECT min(ready_at) FROM task WHERE state = 'queued') AS oldest,
                   (SELECT count(*) FROM worker WHERE seen_at > now() - interval '30 seconds') AS workers,
                   (SELECT count(*) FROM dead_letter WHERE requeued_as IS NULL) AS dead_letters,
                   now() AS now""";

    private final Pool pool;
    private volatile Facts last = new Facts(0, Optional.empty(), 0, 0);

    RuntimeFacts(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        metrics.gauge("koda_runtime_queue_depth", this, facts -> facts.last.queued());
        metrics.gauge(
                "koda_runtime_queue_age_seconds",
                this,
                facts -> facts.last.oldestWait().map(Duration::toSeconds).orElse(0L));
        metrics.gauge("koda_runtime_dead_letters", this, facts -> facts.last.deadLetters());
        metrics.gauge("koda_runtime_workers", this, facts -> facts.last.workers());
    }

    /** @param oldestWait how long the oldest queued task could have been taken */
    record Facts(long queued, Optional<Duration> oldestWait, long workers, long deadLetters) {}

    Uni<Facts> now() {
        return pool.query(FACTS).execute().map(rows -> facts(rows.iterator().next()));
    }

    /** Completes when the service's own tables can be read. */
    Uni<Boolean> writable() {
        return pool.query("SELECT 1 FROM task LIMIT 1").execute().map(rows -> true);
    }

    @Scheduled(every = "10s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return now().invoke(facts -> last = facts).replaceWithVoid().onFailure().recoverWithNull();
    }

    private static Facts facts(Row row) {
        OffsetDateTime oldest = row.getOffsetDateTime("oldest");
        Optional<Duration> wait = Optional.ofNullable(oldest)
                .map(since -> Duration.between(since, row.getOffsetDateTime("now")))
                .filter(duration -> !duration.isNegative());
        return new Facts(row.getLong("queued"), wait, row.getLong("workers"), row.getLong("dead_letters"));
    }
}
