package dev.koda.provider.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Page;
import dev.koda.provider.price.Prices;

/** Sums usage up. */
@Singleton
class Costs {

    /** Groups in one answer; a year of days fits. */
    static final int MOST_GROUPS = 1_000;

    /** In the order of time, or the dearest first. */
    private static final String PAGE = """
            SELECT * FROM (%1$s) AS grouped
             WHERE $3::text IS NULL OR (CASE WHEN $5 THEN key > $3::text
                   ELSE amount < $4::numeric OR (amount = $4::numeric AND key > $3::text) END)
             ORDER BY CASE WHEN $5 THEN 0 ELSE -amount END, key LIMIT $6""";

    private static final String SUM = """
            SELECT %s AS key, coalesce(sum(cost), 0) AS amount, count(*) AS calls, coalesce(sum(input), 0)::bigint AS input,
                   coalesce(sum(cached), 0)::bigint AS cached, coalesce(sum(output), 0)::bigint AS output,
                   coalesce(sum(reasoning), 0)::bigint AS reasoning,
                   count(*) FILTER (WHERE cost IS NULL) AS unpriced, count(*) FILTER (WHERE estimated) AS estimated
              FROM usage_record WHERE at >= $1 AND at < $2 GROUP BY 1""";

    /** The last group of the page before; both null at the beginning. */
    record After(String key, BigDecimal amount) {}

    private final Pool pool;
    private final Prices prices;

    Costs(Pool pool, Prices prices) {
        this.pool = pool;
        this.prices = prices;
    }

    /** The groups behind {@code after}, at most {@code limit}, and the sum of all of them. */
    Uni<CostReport> report(Grouping by, Instant from, Instant to, int limit, After after) {
        boolean inTime = by == Grouping.DAY || by == Grouping.HOUR;
        Object[] page = {utc(from), utc(to), after.key(), after.amount(), inTime, limit + 1};
        return groups(PAGE.formatted(SUM.formatted(by.sql())), page)
                .chain(rows -> groups(SUM.formatted("'total'"), utc(from), utc(to))
                        .map(total -> report(
                                Page.of(rows, limit, last -> Cursor.encode(last.key(), last.amount())),
                                total.isEmpty() ? nothing() : total.getFirst(),
                                by,
                                from,
                                to)));
    }

    private CostReport report(Page<CostView> page, CostView total, Grouping by, Instant from, Instant to) {
        return new CostReport(page.items(), page.nextCursor(), total, by.wire(), from, to, prices.version());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private Uni<List<CostView>> groups(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(values)).map(rows -> {
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
