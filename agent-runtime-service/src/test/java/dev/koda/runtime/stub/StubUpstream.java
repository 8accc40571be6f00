package dev.koda.runtime.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Speaks what the runtime asks of provider-service and storage-service, and records what was done to it:
 * {@code GET /recorded} gives every completion and artifact in order.
 *
 * <p>Two providers are connected, {@code stub/one} first and {@code peer/two} second; a chain asked for
 * {@code stub/alone} has no peer.
 */
public final class StubUpstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than any test holds a turn. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

    private final List<ObjectNode> recorded = new CopyOnWriteArrayList<>();

    private record Saved(ObjectNode manifest, byte[] content) {}

    private final Map<String, Saved> artifacts = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final HttpServer server;

    public StubUpstream() {

        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/chain", exchange -> {
            boolean unknown =
                    String.valueOf(exchange.getRequestURI().getQuery()).contains("provider=nobody");
            answer(exchange, unknown ? 404 : 200, unknown ? "{\"code\":\"provider_unknown\"}" : chain(exchange));
        });
        server.createContext("/internal/completions", this::complete);
        server.createContext("/api/control-plane/artifacts", this::artifact);
        server.createContext("/recorded", exchange -> answer(exchange, 200, recorded.toString()));
        server.createContext("/effect", this::effect);
        server.createContext("/redirect", StubUpstream::redirect);
        server.createContext("/large", exchange -> answer(exchange, 200, "0123456789".repeat(20_000) + "the end"));
        server.createContext("/open", exchange -> {
            open(exchange.getRequestURI().getQuery());
            answer(exchange, 200, "{}");
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Lets all turns go on that wait at the gate, and those that come to it later. */
    public void open(String gate) {
        gate(gate).countDown();
    }

    /** What was recorded of one kind so far. */
    public List<ObjectNode> seen(String kind) {
        return recorded.stream()
                .filter(call -> call.path("kind").asText().equals(kind))
                .toList();
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }

    private static String chain(HttpExchange exchange) {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        String one = "{\"provider\":\"stub\",\"model\":\"one\",\"context_tokens\":32000,\"abilities\":[\"tools\"]}";
        String two = "{\"provider\":\"peer\",\"model\":\"two\",\"context_tokens\":32000,\"abilities\":[\"tools\"]}";
        if (query.contains("model=unheard-of")) {
            return "{\"candidates\":[" + one + "],\"excluded\":[]}";
        }
        if (query.contains("model=alone")) {
            return "{\"candidates\":[{\"provider\":\"stub\",\"model\":\"alone\",\"context_tokens\":32000}],"
                    + "\"excluded\":[{\"provider\":\"peer\",\"cause\":\"disabled\"}]}";
        }
        return "{\"candidates\":[" + one + "," + two + "],\"excluded\":[]}";
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        StubScript script = StubScript.of(request);
        String provider = request.path("provider").asText();
        recorded.add(JSON.createObjectNode()
                .put("kind", "completion")
                .put("provider", provider)
                .put("turn", script.turn())
                .put("messages", request.path("messages").size())
                .put("signatures", String.join(",", request.path("messages").findValuesAsText("signature")))
                .put("traceparent", exchange.getRequestHeaders().getFirst("traceparent"))
                .put("task_id", request.path("context").path("task_id").asText())
                .<ObjectNode>set("tools", request.path("tools")));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            script.gate().ifPresent(this::waitAt);
            Optional<StubScript.Failure> failure = script.failure(provider);
            if (failure.isPresent()) {
                fail(out, script, failure.get(), request);
            } else {
                succeed(out, script, request);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(OutputStream out, StubScript script, StubScript.Failure failure, JsonNode request)
            throws IOException, InterruptedException {
        words(out, failure.text(), 0);
        if (failure.afterCall()) {
            calls(out, script, 1);
        }
        ObjectNode body = JSON.createObjectNode()
                .put("failure", failure.failure())
                .put("action", failure.action())
                .put("detail", "the stub was told to fail")
                .put("http_status", 529)
                .put("provider", request.path("provider").asText())
                .put("model", request.path("model").asText());
        event(out, "error", body);
    }

    private static void succeed(OutputStream out, StubScript script, JsonNode request)
            throws IOException, InterruptedException {
        List<StubScript.Call> calls = script.calls();
        if (calls.isEmpty()) {
            words(out, script.answer(), script.pauseMillis());
        } else {
            Thread.sleep(script.pauseMillis());
        }
        calls(out, script, calls.size());
        ObjectNode done = JSON.createObjectNode()
                .put("finish_reason", calls.isEmpty() ? "stop" : "tool_calls")
                .put("provider", request.path("provider").asText())
                .put("model", request.path("model").asText())
                .put("request_id", "req-" + script.turn());
        done.putObject("usage")
                .put("input", 100)
                .put("cached", 0)
                .put("output", 10)
                .put("reasoning", 0);
        done.putObject("cost").put("amount", "0.001").put("currency", "USD");
        event(out, "done", done);
    }

    private static void calls(OutputStream out, StubScript script, int most) throws IOException {
        for (int i = 0; i < most; i++) {
            StubScript.Call next = script.calls().get(i);
            ObjectNode call =
                    JSON.createObjectNode().put("id", script.callPrefix() + i).put("name", next.name());
            call.set("arguments", next.arguments());
            call.put("signature", "signed " + call.path("id").asText());
            event(out, "tool_call", call);
        }
    }

    private static void words(OutputStream out, String text, int pause) throws IOException, InterruptedException {
        for (String word : text.split("(?<= )")) {
            if (pause > 0) {
                Thread.sleep(pause);
            }
            event(out, "delta", JSON.createObjectNode().put("text", word));
        }
    }

    private static void event(OutputStream out, String name, ObjectNode body) throws IOException {
        out.write(("event: " + name + "\ndata: " + body + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void artifact(HttpExchange exchange) throws IOException {
        if ("GET".equals(exchange.getRequestMethod())) {
            read(exchange);
            return;
        }
        if ("DELETE".equals(exchange.getRequestMethod())) {
            artifacts.remove(exchange.getRequestURI().getPath().split("/")[4]);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        byte[] content = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getQuery();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        ObjectNode manifest = JSON.createObjectNode()
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("agent_id", query.replaceAll(".*agent_id=([^&]*).*", "$1"))
                .put("name", query.replaceAll(".*&name=([^&]*).*", "$1"))
                .put("media_type", exchange.getRequestHeaders().getFirst("Content-Type"))
                .put("size", content.length);
        artifacts.putIfAbsent(manifest.path("id").asText(), new Saved(manifest, content));
        recorded.add(
                manifest.deepCopy().put("kind", "artifact").put("query", query).put("key", key));
        answer(exchange, 201, manifest.toString());
    }

    private void read(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        Saved saved = artifacts.get(path[4]);
        if (saved == null) {
            answer(exchange, 404, "{\"code\":\"artifact_not_found\",\"detail\":\"There is none.\"}");
        } else if (path.length > 5) {
            answer(exchange, 200, new String(saved.content(), StandardCharsets.UTF_8));
        } else {
            answer(exchange, 200, saved.manifest().toString());
        }
    }

    /** A place outside that remembers every call: what was done twice shows here. */
    private void effect(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        ObjectNode call = JSON.createObjectNode()
                .put("kind", "effect")
                .put("method", exchange.getRequestMethod())
                .put("query", query)
                .put("host", exchange.getRequestHeaders().getFirst("Host"))
                .put("authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .put("key", exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        recorded.add(call);
        if (query.contains("gate=")) {
            waitAt(query.replaceAll(".*gate=([^&]*).*", "$1"));
        }
        answer(exchange, 200, "{\"done\":true}");
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        String to = exchange.getRequestURI().getQuery();
        exchange.getResponseHeaders().add("Location", to == null ? "/redirect" : to);
        answer(exchange, 302, "{}");
    }

    private void waitAt(String gate) {
        try {
            var unused = gate(gate).await(LONGEST_HOLD.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Opens a gate of the stub at this address. */
    public static void open(String url, String gate) {
        try (InputStream answer = URI.create(url + "/open?" + gate).toURL().openStream()) {
            answer.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The recorded calls of one kind, as {@code /recorded} gives them. */
    public static List<JsonNode> recorded(String url, String kind) {
        try (InputStream answer = URI.create(url + "/recorded").toURL().openStream()) {
            ArrayNode all = (ArrayNode) JSON.readTree(answer);
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(call -> call.path("kind").asText().equals(kind))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
