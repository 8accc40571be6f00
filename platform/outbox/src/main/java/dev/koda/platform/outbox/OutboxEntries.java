package dev.koda.platform.outbox;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The outbox table as the relay sees it. All times are the database's, so replicas need not agree on a clock.
 *
 * <p>Claims of one service take turns under a transaction-long advisory lock that is held for two statements and no
 * network call to anybody else. That makes the head-of-line test exact: a claim sees every lease before it, so it may
 * take a whole run of one aggregate at once and never overtakes an entry in flight elsewhere. The lock is its own
 * statement because a snapshot taken before the lock would not see the lease of the relay that held it last.
 */
@ApplicationScoped
class OutboxEntries {
    private static final String ANY_DUE = """
            SELECT EXISTS (SELECT 1 FROM outbox
             WHERE parked_at IS NULL AND (leased_until IS NULL OR leased_until < now()))""";

    private static final String TURN =
            "SELECT pg_try_advisory_xact_lock(hashtext('koda-outbox'), hashtext(current_schema()))";

    /**
     * ARRAY and OFFSET 0 leave the planner no choice: it believes the table to be empty, as it mostly is, and then looked
     * through all entries for each of them, so that a relay with thousands before it stood still for minutes.
     */
    private static final String CLAIM = """
            UPDATE outbox SET leased_until = now() + make_interval(secs => $2)
             WHERE id = ANY (ARRAY(
                          SELECT o.id FROM outbox o
                           WHERE o.parked_at IS NULL AND (o.leased_until IS NULL OR o.leased_until < now())
                             AND NOT EXISTS (SELECT 1 FROM outbox e
                                              WHERE e.aggregatetype = o.aggregatetype AND e.aggregateid = o.aggregateid
                                                AND e.sequence < o.sequence
                                                AND (e.parked_at IS NOT NULL OR e.leased_until >= now()) OFFSET 0)
                           ORDER BY o.sequence LIMIT $1 FOR UPDATE))
            RETURNING id, sequence, aggregatetype, aggregateid, type, payload::text AS payload,
                      headers->>'ce_source' AS source, headers->>'traceparent' AS traceparent, recorded_at, leased_until""";

    private static final String FAIL = """
            UPDATE outbox SET attempts = attempts + 1, last_failure = $2,
                   leased_until = now() + make_interval(secs => least(60, power(2, attempts))),
                   parked_at = CASE WHEN attempts + 1 >= $3 THEN now() END
             WHERE id = $1 RETURNING parked_at IS NOT NULL AS parked""";

    private static final String BACKLOG = """
            SELECT count(*) FILTER (WHERE parked_at IS NULL) AS pending, count(parked_at) AS parked,
                   coalesce(extract(epoch FROM now() - min(recorded_at) FILTER (WHERE parked_at IS NULL)), 0)::float8 AS age
              FROM (SELECT parked_at, recorded_at FROM outbox ORDER BY sequence LIMIT 100000) AS rows""";

    private final Pool pool;
    private final OutboxConfig config;

    OutboxEntries(Pool pool, OutboxConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** Leases up to a batch of due entries, in the order recorded; empty when nothing is due or another relay claims. */
    Uni<List<OutboxEntry>> claim() {
        return pool.query(ANY_DUE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(due -> due ? pool.withTransaction(this::claimInTurn) : nothing());
    }

    private Uni<List<OutboxEntry>> claimInTurn(SqlConnection connection) {
        return connection
                .query(TURN)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(ours -> ours ? lease(connection) : nothing());
    }

    private Uni<List<OutboxEntry>> lease(SqlConnection connection) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(config.batchSize(), (double) config.lease().toSeconds()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .sorted(Comparator.comparing((Row row) -> row.getLong("sequence")))
                        .map(OutboxEntry::of)
                        .toList());
    }

    private static Uni<List<OutboxEntry>> nothing() {
        return Uni.createFrom().item(List.of());
    }

    Uni<Void> delete(Collection<UUID> delivered) {
        return pool.preparedQuery("DELETE FROM outbox WHERE id = ANY($1)")
                .execute(Tuple.of(delivered.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Gives back what was not sent, unless the lease is no longer ours. */
    Uni<Void> release(Collection<UUID> unsent, OffsetDateTime leasedUntil) {
        return pool.preparedQuery("UPDATE outbox SET leased_until = NULL WHERE id = ANY($1) AND leased_until = $2")
                .execute(Tuple.of(unsent.toArray(UUID[]::new), leasedUntil))
                .replaceWithVoid();
    }

    /** Counts a failure of the entry's own making; answers whether it is parked now. */
    Uni<Boolean> fail(UUID id, String reason) {
        return pool.preparedQuery(FAIL)
                .execute(Tuple.of(id, reason, config.maxAttempts()))
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean("parked"));
    }

    /** How much waits; exact up to 100 000 rows. */
    Uni<Backlog> backlog() {
        return pool.query(BACKLOG).execute().map(rows -> rows.iterator().next()).map(Backlog::of);
    }

    record Backlog(long pending, long parked, double oldestSeconds) {
        static final Backlog EMPTY = new Backlog(0, 0, 0);

        static Backlog of(Row row) {
            return new Backlog(row.getLong("pending"), row.getLong("parked"), row.getDouble("age"));
        }
    }
}
