package dev.koda.platform.boot;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseProvisionTest {

    private static TestDatabase database;

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void theServiceReadsAndWritesWhatTheOwnerMigratesAndNothingElse() throws SQLException {
        Map<String, String> env = database.env();
        DatabaseProvision.ensure(Service.AUDIT, env);
        try (Connection owner = OwnerConnection.open(database.dsn())) {
            run(owner, "CREATE TABLE audit.records (id bigint GENERATED ALWAYS AS IDENTITY, body text)");
            run(owner, "CREATE TABLE public.foreign_table (id bigint)");
        }

        try (Connection service =
                OwnerConnection.open(ServiceDatabase.of(Service.AUDIT, env::get).worker())) {
            assertThat(text(service, "SELECT current_user::text")).isEqualTo("koda_audit");
            assertThat(text(service, "SHOW search_path")).isEqualTo("audit, public");
            run(service, "INSERT INTO records (body) VALUES ('a')");
            run(service, "UPDATE records SET body = 'b'");
            run(service, "DELETE FROM records");
            assertForbidden(service, "CREATE TABLE audit.own (id bigint)");
            assertForbidden(service, "DROP TABLE records");
            assertForbidden(service, "SELECT * FROM public.foreign_table");
            assertForbidden(service, "CREATE ROLE other");
        }
    }

    @Test
    void whatAMigrationRevokedStaysRevoked() throws SQLException {
        Map<String, String> env = database.env();
        DatabaseProvision.ensure(Service.PROVIDER, env);
        try (Connection owner = OwnerConnection.open(database.dsn())) {
            run(owner, "CREATE TABLE provider.prices (id bigint)");
            run(owner, "REVOKE DELETE ON provider.prices FROM koda_provider");
        }
        DatabaseProvision.ensure(Service.PROVIDER, env);

        try (Connection service = OwnerConnection.open(
                ServiceDatabase.of(Service.PROVIDER, env::get).worker())) {
            assertForbidden(service, "DELETE FROM prices");
        }
    }

    @Test
    void aChangedServiceKeyChangesThePassword() throws SQLException {
        Map<String, String> env = database.env();
        DatabaseProvision.ensure(Service.STORAGE, env);
        env.put("KODA_SERVICE_KEY", Environments.SECRET);
        DatabaseProvision.ensure(Service.STORAGE, env);

        try (Connection service = OwnerConnection.open(
                ServiceDatabase.of(Service.STORAGE, env::get).worker())) {
            assertThat(text(service, "SELECT current_user::text")).isEqualTo("koda_storage");
        }
        env.put("KODA_SERVICE_KEY", Environments.OTHER_SECRET);
        DatabaseProvision.ensure(Service.STORAGE, env);
    }

    @Test
    void replicasMayBootAtTheSameMoment() {
        Map<String, String> env = database.env();
        CompletableFuture<?>[] boots = Stream.of(Service.AUTH, Service.AUTH, Service.RUNTIME, Service.RUNTIME)
                .map(service -> CompletableFuture.runAsync(() -> DatabaseProvision.ensure(service, env)))
                .toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.allOf(boots)).succeedsWithin(Duration.ofMinutes(2));
    }

    @Test
    void aDatabaseThatStaysAwayIsGivenUpWithOneLineForEachTry() {
        PostgresDsn away = PostgresDsn.parse("postgresql://koda:s3cr3t@127.0.0.1:1/koda");

        assertThatThrownBy(() -> provision(away).ensure())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageStartingWith("PostgreSQL at 127.0.0.1:1 does not answer; do: ");
        assertThat(progress.toString(UTF_8)).hasLineCount(15).doesNotContain("s3cr3t");
    }

    @Test
    void aWrongPasswordIsSaidAtOnce() {
        PostgresDsn wrong = database.dsn().as("koda_nobody", "s3cr3t");

        assertThatThrownBy(() -> provision(wrong).ensure())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("refuses user and password of KNOWLEDGE_V2_POSTGRES_DSN");
        assertThat(progress.size()).isZero();
    }

    private DatabaseProvision provision(PostgresDsn owner) {
        ServiceDatabase place = new ServiceDatabase(owner, owner.as("koda_auth", "x"), true);
        return new DatabaseProvision(Service.AUTH, place, new PrintStream(progress, true, UTF_8), Duration.ZERO);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    private static void assertForbidden(Connection connection, String sql) {
        assertThatThrownBy(() -> run(connection, sql))
                .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                        .isEqualTo("42501"));
    }
}
