package dev.koda.cli.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import dev.koda.cli.home.Environment;
import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.embedded.postgres.EmbeddedPostgres;
import dev.koda.platform.embedded.postgres.PostgresSpec;
import dev.koda.platform.embedded.process.StartOptions;

/** Runs the home's own PostgreSQL with the user, password and database that the DSN names. */
final class PostgresRunner implements PartRunner {

    private final PostgresSpec spec;
    private volatile EmbeddedPostgres server;

    PostgresRunner(Environment environment, RunFiles files) {
        PostgresDsn dsn = environment.dsn();
        this.spec =
                new PostgresSpec(files.files(Part.POSTGRES), dsn.port(), dsn.user(), dsn.password(), dsn.database());
    }

    @Override
    public Optional<Running> adopt() {
        Optional<EmbeddedPostgres> found = EmbeddedPostgres.adopt(spec);
        if (found.filter(live -> live.port() != spec.port()).isPresent()) {
            found.get().stop(Duration.ofSeconds(30));
            return Optional.empty();
        }
        server = found.orElse(null);
        return found.map(live -> new Running(live.pid(), live.port()));
    }

    @Override
    public Running start(Consumer<String> progress) {
        server = EmbeddedPostgres.start(spec, StartOptions.detached().withProgress(progress));
        return new Running(server.pid(), server.port());
    }

    @Override
    public boolean isAlive() {
        return server != null && server.isAlive();
    }

    @Override
    public void stop(Duration timeout) {
        EmbeddedPostgres.adopt(spec).ifPresent(live -> live.stop(timeout));
    }
}
