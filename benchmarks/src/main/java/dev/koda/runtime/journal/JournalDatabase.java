package dev.koda.runtime.journal;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.flywaydb.core.Flyway;

import dev.koda.platform.embedded.postgres.EmbeddedPostgres;
import dev.koda.platform.embedded.postgres.PostgresSpec;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;

/** A fresh PostgreSQL with the runtime's own schema and tasks that a worker holds. */
final class JournalDatabase implements AutoCloseable {
    private static final String RUNNING = """
            INSERT INTO task (id, agent_id, agent_version, operator_id, operator_name, channel, input, limits, state,
                              ready_at, lease_owner, lease_epoch, lease_expires_at, created_at)
            VALUES (?, ?, 1, 'bench', 'bench', 'api', 'x', '{}', 'running', now(), ?, 1, now() + interval '1 hour', now())
            """;

    private final EmbeddedPostgres server;
    private final int port;
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong made = new AtomicLong();

    /** The migrations are read from the checkout: on the path of classes those of another service lie in the same place. */
    JournalDatabase(Path folder, Path checkout) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = EmbeddedPostgres.start(
                new PostgresSpec(ServerFiles.below(folder, "postgres"), port, "koda", "bench-password-1", "koda"),
                StartOptions.boundTo(ProcessHandle.current().pid()));
        Flyway.configure()
                .dataSource("jdbc:postgresql://127.0.0.1:" + port + "/koda", "koda", "bench-password-1")
                .locations(
                        "filesystem:" + checkout.resolve("agent-runtime-service/src/main/resources/db/migration"),
                        "db/outbox")
                .load()
                .migrate();
    }

    io.vertx.core.Vertx vertx() {
        return vertx.getDelegate();
    }

    Pool pool(int connections) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections).setMaxWaitQueueSize(-1))
                .connectingTo(new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setDatabase("koda")
                        .setUser("koda")
                        .setPassword("bench-password-1")
                        .setCachePreparedStatements(true))
                .using(vertx)
                .build();
    }

    /** New tasks under the lease of the owner, epoch 1. */
    List<UUID> tasks(int count, UUID owner) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = server.connect("koda", Duration.ofSeconds(10));
                PreparedStatement insert = connection.prepareStatement(RUNNING)) {
            for (int each = 0; each < count; each++) {
                UUID id = new UUID(0x7000L, made.incrementAndGet());
                insert.setObject(1, id);
                insert.setObject(2, owner);
                insert.setObject(3, owner);
                insert.addBatch();
                ids.add(id);
            }
            insert.executeBatch();
        }
        return ids;
    }

    @Override
    public void close() {
        vertx.closeAndAwait();
        server.stop(Duration.ofSeconds(20));
    }
}
