package dev.koda.system.stack;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of one service in the database of the house, as its owner: to move time in them, or to look at a moment. */
public final class Tables {
    private final String url;
    private final String[] who;
    private final String schema;

    public Tables(String dsn, String schema) {
        URI uri = URI.create(dsn);
        this.url = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        this.who = uri.getUserInfo().split(":", 2);
        this.schema = schema;
    }

    public int run(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The first column of the first row; empty when there is none. */
    public String text(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url, who[0], who[1]);
        connection.setSchema(schema);
        return connection;
    }
}
