package dev.koda.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands for one service: answers in its true shapes, from {@code stub/<name>.json}, with methods and paths as keys.
 *
 * <p>{@code {id}} in a key stands for any one part of a path. What has no key is a 404 problem. A test may set an answer of its own
 * and read what was sent.
 */
final class StubService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One call that came in. */
    record Call(String method, String path, String query, String body, String authorization, String client) {}

    private record Own(int status, String body) {}

    private final String name;
    private final JsonNode answers;
    private final Map<String, Own> own = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer server;

    StubService(String name) {
        this(name, 0);
    }

    StubService(String name, int port) {
        this.name = name;
        this.answers = read(name);
        this.server = started(port);
        this.port = server.getAddress().getPort();
    }

    private static JsonNode read(String name) {
        try (InputStream file = StubService.class.getResourceAsStream("/stub/" + name + ".json")) {
            return JSON.readTree(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private HttpServer started(int at) {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            fresh.createContext("/", this::answer);
            fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            fresh.start();
            return fresh;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = started(port);
    }

    /** Answers so until {@link #forget()}. */
    void answers(String methodAndPath, int status, String body) {
        own.put(methodAndPath, new Own(status, body));
    }

    void forget() {
        own.clear();
        calls.clear();
    }

    /** The last call of that method and path. */
    Call last(String method, String path) {
        return calls.stream()
                .filter(call -> call.method().equals(method) && call.path().equals(path))
                .reduce((first, last) -> last)
                .orElseThrow(
                        () -> new AssertionError(name + " was not asked " + method + " " + path + ", but " + calls));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(
                method,
                path,
                exchange.getRequestURI().getQuery(),
                body,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("X-Koda-Client")));
        JsonNode stream = answers.path("SSE " + path);
        if (stream.isArray()) {
            stream(exchange, stream);
            return;
        }
        Own set = own.get(method + " " + path);
        if (set != null) {
            send(exchange, set.status(), set.body());
            return;
        }
        JsonNode found = find(method + " " + path);
        JsonNode shown =
                found == null ? null : filtered(found, exchange.getRequestURI().getQuery());
        send(exchange, shown == null ? 404 : shown.isNull() ? 204 : 200, shown == null ? missing() : text(shown));
    }

    private JsonNode find(String key) {
        if (answers.has(key)) {
            return answers.get(key);
        }
        for (Map.Entry<String, JsonNode> one : answers.properties()) {
            if (one.getKey().contains("{id}") && key.matches(one.getKey().replace("{id}", "[^/]+"))) {
                return one.getValue();
            }
        }
        return null;
    }

    /** Keeps of a list what its own filters name: fields that are in the query and in the items. */
    private static JsonNode filtered(JsonNode found, String query) {
        if (query == null || !found.path("items").isArray()) {
            return found;
        }
        ObjectNode kept = found.deepCopy();
        ArrayNode items = kept.putArray("items");
        found.path("items").forEach(item -> {
            if (List.of("status", "agent_id", "task_id").stream().allMatch(field -> fits(item, field, query))) {
                items.add(item);
            }
        });
        return kept;
    }

    private static boolean fits(JsonNode item, String field, String query) {
        return !("&" + query).contains("&" + field + "=")
                || ("&" + query + "&")
                        .contains("&" + field + "=" + item.path(field).asText() + "&");
    }

    private static String text(JsonNode found) {
        return found.isTextual() ? found.asText() : found.toString();
    }

    private static String missing() {
        return """
                {"type":"/problems/not-found","title":"Not found","status":404,"code":"not_found",\
                "detail":"There is nothing here.","trace_id":"0af7651916cd43dd8448eb211c80319c"}""";
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status >= 400 ? "application/problem+json" : "application/json");
        if (exchange.getRequestURI().getPath().endsWith("/auth/login") && status == 200) {
            exchange.getResponseHeaders()
                    .set("Set-Cookie", "koda_operator_session=sealed; Path=/; HttpOnly; SameSite=Strict");
        }
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** Sends its events and stays open, as a live tail does, until the other side goes. */
    private static void stream(HttpExchange exchange, JsonNode events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        StringBuilder text = new StringBuilder(": open\n\n");
        events.forEach(event -> text.append("id: ")
                .append(event.path("id").asText())
                .append("\nevent: ")
                .append(event.path("event").asText())
                .append("\ndata: ")
                .append(event.path("data"))
                .append("\n\n"));
        exchange.getResponseBody().write(text.toString().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
