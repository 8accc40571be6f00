package dev.koda.platform.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.postgresql.Driver;

/** Opens the one short-lived JDBC connection of a boot; each of its waits has an end. */
final class OwnerConnection {

    private static final String CONNECT_SECONDS = "5";
    private static final String SOCKET_SECONDS = "30";

    private OwnerConnection() {}

    static Connection open(PostgresDsn dsn) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", dsn.user());
        properties.setProperty("password", dsn.password());
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", SOCKET_SECONDS);
        properties.setProperty("ApplicationName", "koda-boot");
        return new Driver().connect(dsn.jdbcUrl(), properties);
    }
}
