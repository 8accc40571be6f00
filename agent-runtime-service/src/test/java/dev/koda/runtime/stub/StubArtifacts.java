package dev.koda.runtime.stub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** Artifacts as storage-service keeps them: saved once under their key, read whole. */
final class StubArtifacts implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Saved(ObjectNode manifest, byte[] content) {}

    private final Map<String, Saved> artifacts = new ConcurrentHashMap<>();
    private final Consumer<ObjectNode> recorder;

    StubArtifacts(Consumer<ObjectNode> recorder) {
        this.recorder = recorder;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
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
        recorder.accept(
                manifest.deepCopy().put("kind", "artifact").put("query", query).put("key", key));
        JsonAnswer.send(exchange, 201, manifest.toString());
    }

    private void read(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        Saved saved = artifacts.get(path[4]);
        if (saved == null) {
            JsonAnswer.send(exchange, 404, "{\"code\":\"artifact_not_found\",\"detail\":\"There is none.\"}");
        } else if (path.length > 5) {
            JsonAnswer.send(exchange, 200, new String(saved.content(), StandardCharsets.UTF_8));
        } else {
            JsonAnswer.send(exchange, 200, saved.manifest().toString());
        }
    }
}
