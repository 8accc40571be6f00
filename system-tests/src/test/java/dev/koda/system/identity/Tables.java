package dev.koda.system.identity;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of the house, as its owner: tests move the time in it that nobody wants to wait for. */
final class Tables {
    private final String url;
    private final String[] who;

    Tables(String dsn) {
        URI uri = URI.create(dsn);
        this.url = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        this.who = uri.getUserInfo().split(":", 2);
    }

    int run(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Makes a lock last, whatever became of the short one of the settings meanwhile. */
    void lockForAnHour(String operator) throws SQLException {
        run(
                "UPDATE login_lock SET failures = 5, announced = true, locked_until = now() + interval '1 hour' WHERE id = '"
                        + operator + "'");
    }

    /** The first column of the first row; empty when there is none. */
    String text(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url, who[0], who[1]);
        connection.setSchema("auth");
        return connection;
    }
}
