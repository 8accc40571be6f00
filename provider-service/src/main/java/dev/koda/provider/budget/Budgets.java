package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The stored budgets. */
@Singleton
class Budgets {

    private static final String LIST = """
            SELECT b.id, b.scope, b.period, b.cap, b.currency, coalesce(a.spent, 0) AS spent,
                   coalesce(a.reserved, 0) AS reserved
              FROM budget b LEFT JOIN budget_account a ON a.budget_id = b.id
               AND a.starts_on = CASE b.period WHEN 'day' THEN $1::date ELSE date_trunc('month', $1::date)::date END
             WHERE $2::text IS NULL OR (b.scope, b.period) > ($2::text, $3::text)
             ORDER BY b.scope, b.period LIMIT $4""";

    private final Pool pool;
    private final Clock clock;

    Budgets(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<List<BudgetView>> all() {
        return after(null, null, Integer.MAX_VALUE);
    }

    /** At most {@code limit} budgets behind that scope and period, which need not be there any more; null begins. */
    Uni<List<BudgetView>> after(String scope, String period, int limit) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(today, scope, period, limit))
                .map(rows -> {
                    List<BudgetView> views = new ArrayList<>(rows.size());
                    rows.forEach(row -> views.add(view(row, today)));
                    return views;
                });
    }

    Uni<List<String>> scopes() {
        return pool.query("SELECT DISTINCT scope FROM budget").execute().map(rows -> {
            List<String> scopes = new ArrayList<>();
            rows.forEach(row -> scopes.add(row.getString(0)));
            return scopes;
        });
    }

    Uni<Void> save(SqlClient client, UUID id, SetBudget budget, String currency) {
        return client.preparedQuery("""
                        INSERT INTO budget (id, scope, period, cap, currency, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (scope, period) DO UPDATE SET cap = $4, currency = $5, updated_at = $6""")
                .execute(Tuple.of(
                        id,
                        budget.scope(),
                        budget.period(),
                        budget.limit(),
                        currency,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(() -> raise(client));
    }

    /** Deletes the budgets of a scope; of one period only when it is given. The number deleted. */
    Uni<Integer> delete(SqlClient client, String scope, String period) {
        return client.preparedQuery("DELETE FROM budget WHERE scope = $1 AND ($2::text IS NULL OR period = $2)")
                .execute(Tuple.of(scope, period))
                .map(rows -> rows.rowCount())
                .call(() -> raise(client));
    }

    private static Uni<Void> raise(SqlClient client) {
        return client.query("UPDATE settings_revision SET revision = revision + 1")
                .execute()
                .replaceWithVoid();
    }

    private static BudgetView view(Row row, LocalDate today) {
        BigDecimal cap = row.getBigDecimal("cap");
        BigDecimal spent = row.getBigDecimal("spent");
        BigDecimal reserved = row.getBigDecimal("reserved");
        String period = row.getString("period");
        LocalDate next = "day".equals(period)
                ? today.plusDays(1)
                : today.withDayOfMonth(1).plusMonths(1);
        return new BudgetView(
                row.getUUID("id"),
                row.getString("scope"),
                period,
                BudgetExhausted.plain(cap),
                BudgetExhausted.plain(spent),
                BudgetExhausted.plain(reserved),
                BudgetExhausted.plain(cap.subtract(spent).subtract(reserved)),
                row.getString("currency"),
                next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
