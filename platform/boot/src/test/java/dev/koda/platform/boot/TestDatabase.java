package dev.koda.platform.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.koda.platform.embedded.postgres.EmbeddedPostgres;
import dev.koda.platform.embedded.postgres.PostgresSpec;
import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;

/**
 * A PostgreSQL of its own, which ends with this JVM at the latest. Not the server all modules share: these tests
 * change the passwords of the services' roles, which belong to the whole server.
 */
final class TestDatabase implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(10);

    private final EmbeddedPostgres server;

    private TestDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static TestDatabase fresh() {
        PostgresSpec spec = new PostgresSpec(
                ServerFiles.below(folder(), "postgres"), FreePort.next(), "koda", Environments.SECRET, "koda");
        return new TestDatabase(EmbeddedPostgres.start(
                spec, StartOptions.boundTo(ProcessHandle.current().pid())));
    }

    PostgresDsn dsn() {
        return PostgresDsn.parse(server.dsn());
    }

    Map<String, String> env() {
        return Environments.soundWith("KNOWLEDGE_V2_POSTGRES_DSN", server.dsn());
    }

    @Override
    public void close() {
        server.stop(STOP);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("koda-boot-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
