package dev.koda.runtime.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
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

    private final List<ObjectNode> recorded = new CopyOnWriteArrayList<>();
    private final Gates gates = new Gates();
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
            JsonAnswer.send(
                    exchange, unknown ? 404 : 200, unknown ? "{\"code\":\"provider_unknown\"}" : chain(exchange));
        });
        server.createContext("/internal/completions", new StubModel(recorded::add, gates));
        server.createContext("/api/control-plane/artifacts", new StubArtifacts(recorded::add));
        server.createContext("/recorded", exchange -> JsonAnswer.send(exchange, 200, recorded.toString()));
        server.createContext("/effect", this::effect);
        server.createContext("/redirect", StubUpstream::redirect);
        server.createContext(
                "/large", exchange -> JsonAnswer.send(exchange, 200, "0123456789".repeat(20_000) + "the end"));
        server.createContext("/open", exchange -> {
            open(exchange.getRequestURI().getQuery());
            JsonAnswer.send(exchange, 200, "{}");
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
        gates.open(gate);
    }

    /** What was recorded of one kind so far. */
    public List<ObjectNode> seen(String kind) {
        return recorded.stream()
                .filter(call -> call.path("kind").asText().equals(kind))
                .toList();
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
            gates.waitAt(query.replaceAll(".*gate=([^&]*).*", "$1"));
        }
        JsonAnswer.send(exchange, 200, "{\"done\":true}");
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        String to = exchange.getRequestURI().getQuery();
        exchange.getResponseHeaders().add("Location", to == null ? "/redirect" : to);
        JsonAnswer.send(exchange, 302, "{}");
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
