package dev.koda.platform.testkit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.testkit.server.TestServers;

/** An empty database on the build's server, dropped when closed. */
public final class FreshDatabase implements AutoCloseable {
    private static final int TRIES_TO_DROP = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final PostgresDsn server;
    private final String name;

    private FreshDatabase(PostgresDsn server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Makes one whose name starts with the label given, so that a leftover can be told. */
    public static FreshDatabase create(String label) {
        // a count would do but for class loaders, each of which counts for itself
        String name = "t_" + label + "_" + ProcessHandle.current().pid() + "_"
                + Long.toUnsignedString(System.nanoTime(), Character.MAX_RADIX);
        FreshDatabase database = new FreshDatabase(TestServers.postgres(), name);
        database.onServer("CREATE DATABASE " + name);
        return database;
    }

    /** Name of the database. */
    public String name() {
        return name;
    }

    /** {@code postgresql://…} of the owner, as {@code KNOWLEDGE_V2_POSTGRES_DSN} takes it. */
    public String ownerDsn() {
        return "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port()
                + "/" + name;
    }

    /** {@code jdbc:postgresql://…} without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name;
    }

    /** A connection of the owner; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), server.user(), server.password());
    }

    /** Runs statements as the owner. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("the test database refused: " + failure.getMessage(), failure);
        }
    }

    /** Never fails: backends that were told to end may take their time, and what is left over ends with the server. */
    @Override
    public void close() {
        for (int left = TRIES_TO_DROP; left > 0 && !dropped(); left--) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private boolean dropped() {
        try {
            onServer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            return true;
        } catch (IllegalStateException inUse) {
            return false;
        }
    }

    private void onServer(String sql) {
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database();
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("the test server refused: " + failure.getMessage(), failure);
        }
    }
}
