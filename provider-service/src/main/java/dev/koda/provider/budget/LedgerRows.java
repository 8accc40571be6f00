package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.boot.seam.Ids;

/** The ledger in the database: reserving is one round trip. */
@Singleton
class LedgerRows {

    private static final String RESERVE = "SELECT * FROM reserve_budgets($1, $2, $3, $4, $5, $6)";

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
    private final Clock clock;

    /** This process, as the holder of its reservations. */
    private final UUID holder;

    LedgerRows(Pool pool, Clock clock, Ids ids) {
        this.pool = pool;
        this.clock = clock;
        this.holder = ids.next();
    }

    /** Reserves for all of them; those refused are answered with the row of the first exhausted budget. */
    Uni<Map<UUID, Row>> reserve(List<Wish> wishes) {
        return pool.preparedQuery(RESERVE)
                .execute(Tuple.from(Arrays.asList(
                        wishes.stream().map(Wish::id).toArray(UUID[]::new),
                        holder,
                        wishes.stream().map(Wish::scopes).toArray(String[]::new),
                        wishes.stream().map(Wish::worst).toArray(BigDecimal[]::new),
                        wishes.stream()
                                .map(wish -> wish.until().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))))
                .map(rows -> {
                    Map<UUID, Row> refused = new HashMap<>();
                    rows.forEach(row -> refused.put(row.getUUID("id"), row));
                    return refused;
                });
    }

    Uni<Void> beat() {
        return pool.preparedQuery(BEAT).execute(Tuple.of(holder)).replaceWithVoid();
    }

    Uni<Void> releaseAbandoned(Instant now) {
        return pool.preparedQuery(ABANDONED)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .chain(() -> pool.query(FORGET).execute())
                .replaceWithVoid();
    }
}
