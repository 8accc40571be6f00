package dev.koda.gateway.health;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

import dev.koda.platform.boot.PostgresDsn;

/**
 * Asks a PostgreSQL server whether it would speak TLS: the one question it answers (with a single letter) to everybody,
 * so the gateway needs neither a driver nor a role.
 */
@Singleton
public class PostgresGreeting {
    private static final int LENGTH = 8;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int CONNECT_MILLIS = 1_500;

    private final NetClient client;
    private final Optional<PostgresDsn> server;

    PostgresGreeting(Vertx vertx, StoreConfig config) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.server = config.postgres().flatMap(PostgresGreeting::parsed);
    }

    /** Host and port, for people. */
    public String where() {
        return server.map(dsn -> dsn.host() + ":" + dsn.port()).orElse("KNOWLEDGE_V2_POSTGRES_DSN is not set");
    }

    /** Succeeds when a PostgreSQL server answers. */
    public Uni<Void> ask() {
        return server.map(dsn -> Uni.createFrom().completionStage(() -> client.connect(dsn.port(), dsn.host())
                        .compose(PostgresGreeting::greet)
                        .toCompletionStage()))
                .orElseGet(() -> Uni.createFrom().failure(new IllegalStateException("no DSN")));
    }

    private static io.vertx.core.Future<Void> greet(NetSocket socket) {
        Promise<Void> answered = Promise.promise();
        socket.handler(letter -> {
            if (letter.length() == 1 && (letter.getByte(0) == 'N' || letter.getByte(0) == 'S')) {
                answered.tryComplete();
            } else {
                answered.tryFail("not a PostgreSQL server");
            }
            var unused = socket.close();
        });
        socket.closeHandler(closed -> answered.tryFail("closed without an answer"));
        socket.exceptionHandler(answered::tryFail);
        return socket.write(Buffer.buffer().appendInt(LENGTH).appendInt(SSL_REQUEST))
                .compose(sent -> answered.future());
    }

    private static Optional<PostgresDsn> parsed(String text) {
        try {
            return Optional.of(PostgresDsn.parse(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
