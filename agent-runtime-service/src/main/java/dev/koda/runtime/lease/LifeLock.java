package dev.koda.runtime.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.journal.Bridge;

/**
 * The advisory lock that says this process lives. PostgreSQL frees it within milliseconds when the process dies, which
 * is how others know at once; it is held on a connection of its own for as long as the process runs.
 */
@ApplicationScoped
public class LifeLock {
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final Pool pool;
    private final Worker worker;
    private final Bridge bridge;
    private final Clock clock;
    private SqlConnection connection;
    private boolean heldBefore;
    private volatile Instant heldSince = Instant.MAX;

    LifeLock(Pool pool, Worker worker, Bridge bridge, Clock clock) {
        this.pool = pool;
        this.worker = worker;
        this.bridge = bridge;
        this.clock = clock;
    }

    /** One round: takes the lock if it is not held, else asks the connection whether it still is. */
    public void keep() {
        try {
            if (connection == null) {
                connection = bridge.await(this::acquire);
                heldSince = heldBefore ? clock.instant() : Instant.MIN;
                heldBefore = true;
            } else {
                bridge.await(() -> connection
                        .query("SELECT 1")
                        .execute()
                        .ifNoItem()
                        .after(PROBE)
                        .fail());
            }
        } catch (RuntimeException lost) {
            release();
            throw lost;
        }
    }

    /**
     * Since when it has been held without a break, {@link Instant#MIN} when there was none. Who lost it has to think that
     * all workers lost theirs: nobody may conclude anything from a free lock until all had time to come back.
     */
    Instant heldSince() {
        return heldSince;
    }

    public void release() {
        heldSince = Instant.MAX;
        SqlConnection held = connection;
        connection = null;
        if (held != null) {
            bridge.await(() -> held.close().onFailure().recoverWithNull());
        }
    }

    /** The connection leaves the pool's rotation for good; the pool is one larger than its users need. */
    private Uni<SqlConnection> acquire() {
        return pool.getConnection().call(fresh -> fresh.preparedQuery("SELECT pg_advisory_lock($1)")
                .execute(Tuple.of(Worker.lockKey(worker.id())))
                .onFailure()
                .call(fresh::close));
    }
}
