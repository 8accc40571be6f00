package dev.koda.platform.boot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;

/**
 * Role, schema and rights of one service, made over the owner's connection under an advisory lock.
 *
 * <p>Rights are given as defaults for tables to come and never again on tables that are there, so that what a
 * migration revokes stays revoked.
 */
final class ServicePlace {

    /** Any fixed number; «koda boot» in ASCII, so that it can be recognised in pg_locks. */
    private static final long LOCK = 0x6b6f_6461_626f_6f74L;

    private final Connection connection;
    private final Service service;
    private final PostgresDsn worker;
    private final boolean derived;

    ServicePlace(Connection connection, Service service, ServiceDatabase database) {
        this.connection = connection;
        this.service = service;
        this.worker = database.worker();
        this.derived = database.derived();
    }

    void make() throws SQLException {
        run("SET lock_timeout = '15s'");
        run("SELECT pg_advisory_lock(" + LOCK + ")");
        if (derived) {
            role();
        }
        schema();
        rights();
    }

    private void role() throws SQLException {
        String role = quoted(worker.user());
        if (!exists("SELECT FROM pg_roles WHERE rolname = ?", worker.user())) {
            run("CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
        }
        if (!opens()) {
            // The driver sends a SCRAM verifier, so that the password is in no statement log.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(worker.user(), worker.password().toCharArray(), "scram-sha-256");
        }
    }

    /** Trying the door first keeps a boot from writing the shared role catalogue when nothing changed. */
    private boolean opens() {
        try (Connection probe = OwnerConnection.open(worker)) {
            return probe.isValid(1);
        } catch (SQLException closed) {
            return false;
        }
    }

    private void schema() throws SQLException {
        if (!exists("SELECT FROM pg_namespace WHERE nspname = ?", service.schema())) {
            run("CREATE SCHEMA " + quoted(service.schema()));
        }
    }

    private void rights() throws SQLException {
        String schema = quoted(service.schema());
        String role = quoted(worker.user());
        String defaults = "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT ";
        run("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
        run(defaults + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + role);
        run(defaults + "USAGE, SELECT ON SEQUENCES TO " + role);
        run(defaults + "EXECUTE ON FUNCTIONS TO " + role);
        run("ALTER ROLE " + role + " IN DATABASE " + quoted(worker.database()) + " SET search_path = " + schema
                + ", public");
    }

    private boolean exists(String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
