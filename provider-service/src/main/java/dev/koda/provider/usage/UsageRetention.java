package dev.koda.provider.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.provider.settings.ProviderConfig;

/** Forgets usage after its time, in slices, so that no statement is long and each may be killed. */
@Singleton
class UsageRetention {

    /** Rows deleted in one statement. */
    private static final int SLICE = 10_000;

    /** Slices of one run: a million rows each ten minutes, more than any replica set writes in that time. */
    private static final int MOST_SLICES = 100;

    private static final String FORGET =
            "DELETE FROM usage_record WHERE id IN (SELECT id FROM usage_record WHERE at < $1 LIMIT $2)";

    private static final String FORGET_ACCOUNTS = "DELETE FROM budget_account WHERE starts_on < $1";

    private final Pool pool;
    private final ProviderConfig config;
    private final Clock clock;

    UsageRetention(Pool pool, ProviderConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "usage-retention",
            every = "10m",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        OffsetDateTime before = clock.instant()
                .minus(Duration.ofDays(config.usageRetentionDays()))
                .atOffset(ZoneOffset.UTC);
        return slices(before, MOST_SLICES, SLICE)
                .chain(() -> pool.preparedQuery(FORGET_ACCOUNTS).execute(Tuple.of(before.toLocalDate())))
                .replaceWithVoid();
    }

    /** Deletes slice by slice until one is not full or the run has done its share. */
    Uni<Void> slices(OffsetDateTime before, int left, int rows) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before, rows))
                .chain(deleted -> deleted.rowCount() < rows || left <= 1
                        ? Uni.createFrom().voidItem()
                        : slices(before, left - 1, rows));
    }
}
