package dev.koda.benchmarks.gateway;

import java.time.Clock;
import java.time.Duration;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Everything behind the gateway in one server: identities that are always known, and an upstream that answers any other
 * path with one kilobyte of JSON. It does as little as can be done, so that what is measured is the door.
 */
final class StubHouse {
    private static final int KILOBYTE = 1024;
    private static final String ANSWER = "{\"text\":\"" + "k".repeat(KILOBYTE - 11) + "\"}";

    private final HttpServer server;

    private StubHouse(HttpServer server) {
        this.server = server;
    }

    static StubHouse start(Vertx vertx, Clock clock) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> answer(request, clock));
        return new StubHouse(server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get());
    }

    private static void answer(HttpServerRequest request, Clock clock) {
        request.response().putHeader("Content-Type", "application/json");
        String until = clock.instant().plus(Duration.ofMinutes(5)).toString();
        switch (request.path()) {
            case "/internal/service-tokens" ->
                request.response().end("{\"token\":\"stub-service\",\"expires_at\":\"" + until + "\"}");
            case "/internal/identity" ->
                request.response()
                        .end("{\"token\":\"stub-operator\",\"expires_at\":\"" + until
                                + "\",\"sid\":\"0199aaaa-0000-7000-8000-000000000001\",\"operator\":{"
                                + "\"id\":\"0199aaaa-0000-7000-8000-000000000002\",\"email\":\"bench@koda.local\","
                                + "\"username\":\"bench\",\"display_name\":\"Bench\",\"role\":\"operator\"}}");
            default -> request.response().end(ANSWER);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    int port() {
        return server.actualPort();
    }
}
