package dev.koda.provider.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import dev.koda.platform.testkit.database.FreshDatabase;
import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.server.TestServers;
import dev.koda.platform.testkit.token.StubIdentityServer;
import dev.koda.platform.testkit.token.TestTokens;

/** What a shipped process stands on: a database of its own, the build's Kafka, an auth-service and a master key. */
final class House implements AutoCloseable {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n";

    private final FreshDatabase database = FreshDatabase.create("provider");
    private final StubIdentityServer identity = StubIdentityServer.start();
    private final Path keyFile;

    House(Path folder) throws IOException {
        keyFile = Files.createFile(
                folder.resolve("master.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, KEY);
    }

    /** A token of ten minutes; a new one each time. */
    static String owner() {
        return TestTokens.operator("01900000-0000-7000-8000-0000000000aa", "owner");
    }

    /** As {@link #owner}. */
    static String service() {
        return TestTokens.service("runtime");
    }

    Path keyFile() {
        return keyFile;
    }

    /** A new map each time. */
    Map<String, String> environment() {
        Map<String, String> environment = TestEnvironment.variables();
        environment.put("KNOWLEDGE_V2_POSTGRES_DSN", database.ownerDsn());
        environment.put("KODA_KAFKA_BOOTSTRAP_SERVERS", TestServers.kafka());
        environment.put("CONTROL_PLANE_MASTER_KEY_FILE", keyFile.toString());
        environment.put("KODA_AUTH_URL", identity.url());
        environment.put("KODA_HOME", keyFile.getParent().toString());
        return environment;
    }

    Connection connect() throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = provider");
        }
        return connection;
    }

    /** The first column of the first row, as text; empty without a row. */
    String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        identity.close();
        database.close();
    }
}
