package dev.koda.gateway.stub;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.koda.platform.embedded.process.FreePort;

/** A service behind the gateway that tells what it was sent; single paths may be given other answers. */
public final class StubService {
    private final Vertx vertx;
    private final String name;
    private final Map<String, Handler<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    /** Chosen once and low: one of the system's choice could go to an outgoing connection while the service is away. */
    private final int port = FreePort.next();

    StubService(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
    }

    StubService start() {
        server = waited(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::answer)
                .listen());

        return this;
    }

    /** Ends the listener and its connections. */
    public void stop() {
        waited(server.close());
    }

    /** Listens again on the same port. */
    public void restart() {
        start();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Answers a path otherwise from now on. */
    public void on(String path, Handler<HttpServerRequest> handler) {
        answers.put(path, handler);
    }

    /** Answers a path with JSON from now on. */
    public void on(String path, int status, String json) {
        on(path, request -> request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json));
    }

    /** Answers a path as all others again. */
    public void forget(String path) {
        answers.remove(path);
    }

    /** Paths that were asked for. */
    public List<String> seen() {
        return seen;
    }

    private void answer(HttpServerRequest request) {
        seen.add(request.path());
        Handler<HttpServerRequest> given = answers.get(request.path());
        if (given != null) {
            given.handle(request);
        } else if (request.path().startsWith("/q/health/")) {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject()
                            .put("status", "UP")
                            .put("checks", new JsonArray())
                            .encode());
        } else {
            request.body().onSuccess(body -> request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("X-Koda-Inner", "secret")
                    .putHeader("Server", "stub")
                    .end(echo(request, body.length(), body.toString()).encode()));
        }
    }

    private JsonObject echo(HttpServerRequest request, int length, String body) {
        JsonObject headers = new JsonObject();
        request.headers()
                .forEach(header -> headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
        return new JsonObject()
                .put("service", name)
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers)
                .put("length", length)
                .put("body", body.length() > 200 ? "" : body);
    }

    static <T> T waited(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
