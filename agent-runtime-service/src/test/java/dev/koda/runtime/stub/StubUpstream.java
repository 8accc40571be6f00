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
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    private final List<ObjectNode> recorded = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final HttpServer server;

    public StubUpstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/chain", exchange -> answer(exchange, 200, chain(exchange)));
        server.createContext("/internal/completions", this::complete);
        server.createContext("/api/control-plane/artifacts", this::artifact);
        server.createContext("/recorded", exchange -> answer(exchange, 200, recorded.toString()));
        server.createContext("/effect", this::effect);
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
                .put("task_id", request.path("context").path("task_id").asText())
                .<ObjectNode>set("tools", request.path("tools")));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            if (script.gate().isPresent()) {
                gate(script.gate().get()).await(LONGEST_HOLD.toSeconds(), TimeUnit.SECONDS);
            }
            Optional<StubScript.Failure> failure = script.failure(provider);
            if (failure.isPresent()) {
                fail(out, failure.get(), request);
            } else {
                succeed(out, script, request);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(OutputStream out, StubScript.Failure failure, JsonNode request)
            throws IOException, InterruptedException {
        words(out, failure.text(), 0);
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
        for (int i = 0; i < calls.size(); i++) {
            ObjectNode call = JSON.createObjectNode()
                    .put("id", "call-" + script.turn() + "-" + i)
                    .put("name", calls.get(i).name());
            call.set("arguments", calls.get(i).arguments());
            event(out, "tool_call", call);
        }
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
        byte[] content = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getQuery();
        ObjectNode manifest = JSON.createObjectNode()
                .put("id", UUID.nameUUIDFromBytes(content).toString())
                .put("name", query.replaceAll(".*name=([^&]*).*", "$1"))
                .put("media_type", exchange.getRequestHeaders().getFirst("Content-Type"))
                .put("size", content.length);
        recorded.add(manifest.deepCopy().put("kind", "artifact").put("query", query));
        answer(exchange, 201, manifest.toString());
    }

    /** A place outside that remembers every call: what was done twice shows here. */
    private void effect(HttpExchange exchange) throws IOException {
        ObjectNode call = JSON.createObjectNode()
                .put("kind", "effect")
                .put("method", exchange.getRequestMethod())
                .put("query", exchange.getRequestURI().getQuery())
                .put("key", exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        recorded.add(call);
        answer(exchange, 200, "{\"done\":true}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
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
