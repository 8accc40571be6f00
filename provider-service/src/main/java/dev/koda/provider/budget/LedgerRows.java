package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The ledger in the database: reserving is one round trip. */
@ApplicationScoped
class LedgerRows {

    private static final String RESERVE = "SELECT * FROM reserve_budget($1, $2, $3, $4, $5, $6)";

    private static final String BEAT = """
            INSERT INTO reservation_holder (id, seen_at) VALUES ($1, now())
            ON CONFLICT (id) DO UPDATE SET seen_at = now()""";

    /** What its time or its process has left behind. */
    private static final String ABANDONED = """
            SELECT end_reservations(array_agg(id), array_agg(0::numeric)) FROM (
                SELECT r.id FROM reservation r
                 WHERE r.expires_at < $1 OR NOT EXISTS (
                     SELECT FROM reservation_holder h WHERE h.id = r.holder AND h.seen_at > now() - interval '30 s')
                 LIMIT 1000) AS left_behind
            HAVING count(*) > 0""";

    private static final String FORGET = "DELETE FROM reservation_holder WHERE seen_at < now() - interval '1 h'";

    private final Pool pool;

    LedgerRows(Pool pool) {
        this.pool = pool;
    }

    /** Reserves, or gives the row of the first exhausted budget. */
    Uni<Optional<Row>> reserve(UUID id, UUID holder, Set<String> scopes, BigDecimal worst, Instant now, Instant until) {
        return pool.preparedQuery(RESERVE)
                .execute(Tuple.from(Arrays.asList(
                        id,
                        holder,
                        scopes.toArray(String[]::new),
                        worst,
                        now.atOffset(ZoneOffset.UTC),
                        until.atOffset(ZoneOffset.UTC))))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next()));
    }

    Uni<Void> beat(UUID holder) {
        return pool.preparedQuery(BEAT).execute(Tuple.of(holder)).replaceWithVoid();
    }

    Uni<Void> releaseAbandoned(Instant now) {
        return pool.preparedQuery(ABANDONED)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .chain(() -> pool.query(FORGET).execute())
                .replaceWithVoid();
    }
}
