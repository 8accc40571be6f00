package dev.koda.system.vendor;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A model vendor on loopback that speaks one true wire format and follows a plan: list the folder, read a file, save an
 * artifact, answer. What it does next depends only on how many tool results the conversation holds, as with a real model.
 */
abstract class StubVendor implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    /** One call the plan makes; the wire name is looked up among the tools that were offered. */
    record PlannedCall(String tool, String arguments) {}

    static final List<PlannedCall> PLAN = List.of(
            new PlannedCall("file.list", "{}"),
            new PlannedCall("file.read", "{\"path\":\"README.md\"}"),
            new PlannedCall("artifact.save", "{\"name\":\"notes.md\",\"content\":\"What I read, in short.\"}"));

    private final HttpServer server;
    private final List<JsonNode> asked = new ArrayList<>();

    StubVendor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    final String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    final synchronized List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    abstract String models();

    abstract boolean authorised(HttpExchange exchange);

    /** The server-sent events of one turn, each a whole frame without its blank line. */
    abstract List<String> turn(JsonNode request);

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!authorised(exchange)) {
                send(exchange, 401, "application/json", "{\"error\":{\"message\":\"bad key\"}}");
            } else if (exchange.getRequestMethod().equals("GET")) {
                send(exchange, 200, "application/json", models());
            } else {
                JsonNode request = JSON.readTree(exchange.getRequestBody());
                synchronized (this) {
                    asked.add(request);
                }
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream body = exchange.getResponseBody()) {
                    for (String event : turn(request)) {
                        body.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
                        body.flush();
                    }
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Vendors forbid some characters in names, so the offered name is found by its letters. */
    static String offered(List<String> names, String tool) {
        String letters = tool.replaceAll("[^a-z]", "");
        return names.stream()
                .filter(name -> name.replaceAll("[^a-z]", "").equals(letters))
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " was not offered among " + names));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
