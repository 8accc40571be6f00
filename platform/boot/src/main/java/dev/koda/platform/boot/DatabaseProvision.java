package dev.koda.platform.boot;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Makes a service's place in the database: its schema, its role and the role's rights, as the owner. */
public final class DatabaseProvision {

    /** 15 tries with 2 s between them: half a minute, in which a database that is starting becomes ready. */
    private static final int TRIES = 15;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Service service;
    private final ServiceDatabase database;
    private final PrintStream progress;
    private final Duration pause;

    DatabaseProvision(Service service, ServiceDatabase database, PrintStream progress, Duration pause) {
        this.service = service;
        this.database = database;
        this.progress = progress;
        this.pause = pause;
    }

    /**
     * Brings role, password, schema and rights to the wanted state; harmless when they are there already, and safe
     * while other services do the same. Blocks, and says on standard error what it waits for.
     *
     * @throws DatabaseRefused when the database stays away for half a minute or forbids it
     */
    public static void ensure(Service service, Map<String, String> env) {
        new DatabaseProvision(service, ServiceDatabase.of(service, env::get), System.err, PAUSE).ensure();
    }

    void ensure() {
        SQLException last = null;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                provision();
                return;
            } catch (SQLException failure) {
                last = failure;
                if (!PostgresFailures.mayPass(failure)) {
                    throw refused(failure);
                }
                progress.printf(
                        "%s: PostgreSQL at %s:%d %s (try %d of %d)%n",
                        service.shortName(),
                        database.owner().host(),
                        database.owner().port(),
                        PostgresFailures.inWords(failure),
                        attempt,
                        TRIES);
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        throw refused(last);
    }

    private void provision() throws SQLException {
        try (Connection connection = OwnerConnection.open(database.owner())) {
            new ServicePlace(connection, service, database).make();
        }
    }

    private DatabaseRefused refused(SQLException failure) {
        return new DatabaseRefused(
                "PostgreSQL at %s:%d %s; do: %s"
                        .formatted(
                                database.owner().host(),
                                database.owner().port(),
                                PostgresFailures.inWords(failure),
                                PostgresFailures.action(failure, service)),
                failure);
    }
}
