package dev.koda.provider.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.provider.price.Prices;

/** Sums usage up. */
@Singleton
class Costs {

    /** Groups in one answer; a year of days fits. */
    static final int MOST_GROUPS = 1_000;

    private static final String SUM = """
            SELECT %s AS key, coalesce(sum(cost), 0) AS amount, count(*) AS calls, coalesce(sum(input), 0)::bigint AS input,
                   coalesce(sum(cached), 0)::bigint AS cached, coalesce(sum(output), 0)::bigint AS output,
                   coalesce(sum(reasoning), 0)::bigint AS reasoning,
                   count(*) FILTER (WHERE cost IS NULL) AS unpriced, count(*) FILTER (WHERE estimated) AS estimated
              FROM usage_record WHERE at >= $1 AND at < $2 GROUP BY 1 ORDER BY %s LIMIT $3""";

    private final Pool pool;
    private final Prices prices;

    Costs(Pool pool, Prices prices) {
        this.pool = pool;
        this.prices = prices;
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
