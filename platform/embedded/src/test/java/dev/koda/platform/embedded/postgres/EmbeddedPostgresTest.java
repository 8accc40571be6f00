package dev.koda.platform.embedded.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedPostgresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private EmbeddedPostgres server;

    @AfterEach
    void leaveNothingBehind() {
        if (server != null && server.isAlive()) {
            server.stop(PATIENCE);
        }
    }

    private PostgresSpec spec() {
        return new PostgresSpec(ServerFiles.below(home, "postgres"), FreePort.next(), "koda", "a-secret", "koda");
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(
                spec(), StartOptions.boundTo(ProcessHandle.current().pid()));
    }

    private int query(String sql) throws SQLException {
        try (Connection connection = server.connect("koda", PATIENCE);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.connect("koda", PATIENCE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void keepsCommittedRowsThroughAKillAndIsTakenOver() throws Exception {
        server = start();
        execute("CREATE TABLE kept (id int)");
        execute("INSERT INTO kept VALUES (7)");
        long first = server.pid();

        assertThat(EmbeddedPostgres.adopt(spec()))
                .get()
                .returns(first, EmbeddedPostgres::pid)
                .returns(server.port(), EmbeddedPostgres::port);

        server.kill();
        assertThat(server.isAlive()).isFalse();
        assertThat(EmbeddedPostgres.adopt(spec())).isEmpty();

        server = start();
        assertThat(query("SELECT id FROM kept")).isEqualTo(7);
    }

    @Test
    void isDurableAndAsksForThePassword() throws Exception {
        server = start();
        assertThat(query(
                        "SELECT count(*) FROM pg_settings WHERE name IN ('fsync','full_page_writes') AND setting='on'"))
                .isEqualTo(2);
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/koda";
        assertThatThrownBy(() ->
                        DriverManager.getConnection(url, "koda", "another").close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data/postgres"))))
                .isEqualTo("rwx------");

        server.stop(PATIENCE);
        assertThat(server.isAlive()).isFalse();
        assertThat(home.resolve("run/postgres.pid")).doesNotExist();
    }
}
