package dev.koda.platform.problem;

import java.net.SocketException;

/** Tells that a server this service needs is away from a fault of its own. */
final class Outage {
    /** Deeper than any chain of causes that is met; keeps a chain that bites its tail from going on for ever. */
    private static final int DEEPEST = 20;

    /** By name, since not every service has a database client. */
    private static final String CONNECTION_LOST = "io.vertx.sqlclient.ClosedConnectionException";

    /** What the database client throws for a connection that died between two uses; it has no type of its own. */
    private static final String CONNECTION_DEAD = "Connection is not active now";

    private static final String DATABASE_REFUSAL = "io.vertx.pgclient.PgException";
    /** PostgreSQL's states for ended by an administrator or a crash, and for not yet or no longer taking connections. */
    private static final String COMING_OR_GOING = "(57P0";

    private Outage() {}

    /** True for a refused or lost connection, and for a database that says it is starting or stopping. */
    static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SocketException || isOfDatabase(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOfDatabase(Throwable cause) {
        String name = cause.getClass().getName();
        String words = String.valueOf(cause.getMessage());
        return name.equals(CONNECTION_LOST)
                || words.startsWith(CONNECTION_DEAD)
                || (name.equals(DATABASE_REFUSAL) && words.contains(COMING_OR_GOING));
    }
}
