package dev.koda.runtime.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.journal.Lease;

/** The SQL that keeps leases. Times are the database's, so workers need not agree on theirs. */
@ApplicationScoped
class LeaseRows {
    private static final String RENEW = """
            UPDATE task t SET lease_expires_at = now() + make_interval(secs => $4)
              FROM unnest($2::uuid[], $3::bigint[]) AS e (id, epoch)
             WHERE t.id = e.id AND t.lease_owner = $1 AND t.lease_epoch = e.epoch AND t.state = 'running'
            RETURNING t.id""";

    private static final String CANCELLED = """
            SELECT id, cancel_reason FROM task
             WHERE lease_owner = $1 AND state = 'running' AND cancel_reason IS NOT NULL""";

    private static final String SEEN = """
            INSERT INTO worker (id, host, slots, busy, started_at, seen_at) VALUES ($1, $2, $3, $4, now(), now())
            ON CONFLICT (id) DO UPDATE SET busy = $4, seen_at = now()""";

    private final Pool pool;

    LeaseRows(Pool pool) {
        this.pool = pool;
    }

    /** Renews all leases in one statement and says which tasks are still held. */
    Uni<Set<UUID>> renew(UUID owner, List<Lease> leases, Duration length) {
        Tuple values = Tuple.tuple()
                .addUUID(owner)
                .addArrayOfUUID(leases.stream().map(Lease::taskId).toArray(UUID[]::new))
                .addArrayOfLong(leases.stream().map(Lease::epoch).toArray(Long[]::new))
                .addDouble(length.toMillis() / 1000.0);
        return pool.preparedQuery(RENEW).execute(values).map(rows -> {
            Set<UUID> kept = new HashSet<>();
            rows.forEach(row -> kept.add(row.getUUID(0)));
            return kept;
        });
    }

    /** The worker's tasks that somebody wants stopped, with the reason. */
    Uni<Map<UUID, String>> cancelled(UUID owner) {
        return pool.preparedQuery(CANCELLED).execute(Tuple.of(owner)).map(rows -> {
            Map<UUID, String> reasons = new HashMap<>();
            rows.forEach(row -> reasons.put(row.getUUID(0), row.getString(1)));
            return reasons;
        });
    }

    Uni<Void> seen(Worker worker, int busy) {
        return pool.preparedQuery(SEEN)
                .execute(Tuple.of(worker.id(), Worker.host(), worker.slots(), busy))
                .replaceWithVoid();
    }

    Uni<Void> gone(UUID worker) {
        return pool.preparedQuery("DELETE FROM worker WHERE id = $1 OR seen_at < now() - interval '1 day'")
                .execute(Tuple.of(worker))
                .replaceWithVoid();
    }
}
