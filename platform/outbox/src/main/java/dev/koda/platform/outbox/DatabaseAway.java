package dev.koda.platform.outbox;

import java.io.IOException;
import java.util.List;

import io.vertx.pgclient.PgException;

/** Tells a database that does not answer from work that fails. */
final class DatabaseAway {
    /** SQLSTATE classes: connection, insufficient resources, operator intervention, system error. */
    private static final List<String> STATES = List.of("08", "53", "57", "58");

    private static final int DEEPEST_CAUSE = 10;

    private DatabaseAway() {}

    static boolean causes(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (isAway(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isAway(Throwable cause) {
        if (cause instanceof PgException refused) {
            return refused.getSqlState() != null && STATES.stream().anyMatch(refused.getSqlState()::startsWith);
        }
        // the client reports a broken connection and an exhausted pool by types it does not publish
        String type = cause.getClass().getName();
        return cause instanceof IOException
                || type.startsWith("io.vertx.sqlclient.ClosedConnectionException")
                || (type.startsWith("io.vertx.core.impl.NoStackTrace") && "Timeout".equals(cause.getMessage()));
    }
}
