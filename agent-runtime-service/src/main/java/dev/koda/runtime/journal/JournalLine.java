package dev.koda.runtime.journal;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/**
 * The connection a writer keeps for itself. Its insert is planned once: left alone, PostgreSQL plans it anew for every few
 * rows, which takes longer than inserting them. Used on one event loop.
 */
final class JournalLine {
    private static final String PLAN_ONCE = "SET plan_cache_mode = force_generic_plan";

    private final Pool pool;
    private volatile Future<SqlConnection> open;

    JournalLine(Pool pool) {
        this.pool = pool;
    }

    /** The connection, opened anew when it was lost. */
    Future<SqlConnection> connection() {
        Future<SqlConnection> present = open;
        if (present == null || present.failed()) {
            present = pool.getConnection().compose(this::prepared);
            open = present;
        }
        return present;
    }

    /** Hears how a statement failed: unless the server itself said so, the connection is not to be trusted further. */
    void failed(Throwable failure) {
        Future<SqlConnection> present = open;
        if (!(failure instanceof PgException) && present != null) {
            open = null;
            present.onSuccess(SqlConnection::close);
        }
    }

    private Future<SqlConnection> prepared(SqlConnection fresh) {
        fresh.closeHandler(lost -> forget(fresh));
        return fresh.query(PLAN_ONCE).execute().map(fresh).onFailure(failure -> fresh.close());
    }

    /** A connection that ends late must not take its successor with it. */
    private void forget(SqlConnection lost) {
        Future<SqlConnection> present = open;
        if (present != null && present.succeeded() && present.result() == lost) {
            open = null;
        }
    }
}
