package dev.koda.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers as the gateway would, from a table of prepared answers, and keeps what it was asked. */
public final class StubGateway implements AutoCloseable {

    /** What was asked. */
    public record Asked(String request, String authorization, String lastEventId, String body) {}

    private record Prepared(int status, String contentType, String body) {}

    private final HttpServer server;
    private final Map<String, Prepared> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public StubGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Prepares the answer to a request such as {@code GET /health}; the query is left out. */
    public StubGateway on(String request, int status, String json) {
        answers.put(request, new Prepared(status, "application/json", json));
        return this;
    }

    public StubGateway onEvents(String request, String stream) {
        answers.put(request, new Prepared(200, "text/event-stream", stream));
        return this;
    }

    public List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        asked.add(new Asked(
                request,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Last-Event-ID"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Prepared prepared = answers.getOrDefault(
                request,
                new Prepared(
                        404, "application/problem+json", "{\"code\":\"not_found\",\"detail\":\"no " + request + "\"}"));
        byte[] body = prepared.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", prepared.contentType());
        exchange.sendResponseHeaders(prepared.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
