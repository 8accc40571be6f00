package dev.koda.auth.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.eclipse.microprofile.config.ConfigProvider;

import dev.koda.platform.boot.PostgresDsn;

/** The tables of auth-service as their owner sees them: for emptying between tests, and for moving time. */
public final class Tables {

    private Tables() {}

    /** A house without anybody in it. */
    public static void empty() {
        run("TRUNCATE operator, rate_slot CASCADE");
        run("DELETE FROM login_lock WHERE NOT decoy");
        run("UPDATE bootstrap SET code_hash = NULL, code_used_at = NULL, token_hash = NULL");
    }

    public static void run(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The first column of the first row as text. */
    public static String text(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** Every row of every table but the migrations' history, as text. */
    public static String everything() {
        String tables = text("SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'auth'"
                + " AND tablename NOT LIKE 'flyway%'");
        StringBuilder all = new StringBuilder();
        for (String table : tables.split(" ")) {
            all.append(text("SELECT coalesce(string_agg(t::text, ' '), '') FROM " + table + " t"));
        }
        return all.toString();
    }

    public static int count(String sql) {
        return Integer.parseInt(text(sql));
    }

    private static Connection open() throws SQLException {
        PostgresDsn owner =
                PostgresDsn.parse(ConfigProvider.getConfig().getValue("KNOWLEDGE_V2_POSTGRES_DSN", String.class));
        Connection connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        connection.setSchema("auth");
        return connection;
    }
}
