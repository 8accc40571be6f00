package dev.koda.provider.usage;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.provider.price.Prices;
import dev.koda.provider.settings.ProviderConfig;

/** Sums usage up, and forgets it after its time. */
@ApplicationScoped
class Costs {

    /** Groups in one answer; a year of days fits. */
    static final int MOST_GROUPS = 1_000;

    /** Rows deleted in one statement. */
    private static final int SLICE = 10_000;

    private static final String SUM = """
            SELECT %s AS key, coalesce(sum(cost), 0) AS amount, count(*) AS calls, coalesce(sum(input), 0)::bigint AS input,
                   coalesce(sum(cached), 0)::bigint AS cached, coalesce(sum(output), 0)::bigint AS output,
                   coalesce(sum(reasoning), 0)::bigint AS reasoning,
                   count(*) FILTER (WHERE cost IS NULL) AS unpriced, count(*) FILTER (WHERE estimated) AS estimated
              FROM usage_record WHERE at >= $1 AND at < $2 GROUP BY 1 ORDER BY %s LIMIT $3""";

    private static final String FORGET =
            "DELETE FROM usage_record WHERE id IN (SELECT id FROM usage_record WHERE at < $1 LIMIT $2)";

    private final Pool pool;
    private final Prices prices;
    private final ProviderConfig config;
    private final Clock clock;

    Costs(Pool pool, Prices prices, ProviderConfig config, Clock clock) {
        this.pool = pool;
        this.prices = prices;
        this.config = config;
        this.clock = clock;
    }

    Uni<CostReport> report(Grouping by, Instant from, Instant to, int limit) {
        boolean inTime = by == Grouping.DAY || by == Grouping.HOUR;
        String sql = SUM.formatted(by.sql(), inTime ? "1" : "2 DESC, 1");
        return groups(sql, from, to, limit).chain(items -> groups(SUM.formatted("'total'", "1"), from, to, 1)
                .map(total -> new CostReport(
                        items,
                        null,
                        total.isEmpty() ? nothing() : total.getFirst(),
                        by.wire(),
                        from,
                        to,
                        prices.version())));
    }

    @Scheduled(
            identity = "usage-retention",
            every = "10m",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        Instant before = clock.instant().minus(Duration.ofDays(config.usageRetentionDays()));
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), SLICE))
                .chain(() -> pool.preparedQuery("DELETE FROM budget_account WHERE starts_on < $1")
                        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC).toLocalDate())))
                .replaceWithVoid();
    }

    private Uni<List<CostView>> groups(String sql, Instant from, Instant to, int limit) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> {
                    List<CostView> views = new ArrayList<>(rows.size());
                    rows.forEach(row -> views.add(view(row)));
                    return views;
                });
    }

    private CostView nothing() {
        return new CostView("total", "0", prices.currency(), 0, 0, 0, 0, 0, 0, 0);
    }

    private CostView view(Row row) {
        BigDecimal amount = row.getBigDecimal("amount");
        return new CostView(
                row.getString("key"),
                amount.stripTrailingZeros().toPlainString(),
                prices.currency(),
                row.getLong("calls"),
                row.getLong("input"),
                row.getLong("cached"),
                row.getLong("output"),
                row.getLong("reasoning"),
                row.getLong("unpriced"),
                row.getLong("estimated"));
    }
}
