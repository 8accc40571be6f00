package dev.koda.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;

import dev.koda.gateway.stub.StubHouse;

/**
 * Teaches the stub services to answer pages in the shapes the true ones have, from {@code stub/<service>.json}: the keys are method
 * and path, {@code {id}} stands for the ids the tests use, and {@code SSE} for a stream that stays open.
 */
final class TaughtHouse {
    static final String[] SERVICES = {"auth", "provider", "runtime", "audit", "storage"};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> IDS = new ArrayList<>(List.of("openai", "anthropic", "mistral"));

    static {
        for (int id : new int[] {101, 103, 201, 205, 206, 208, 301, 401}) {
            IDS.add(id(id));
        }
    }

    /** One change a page asked a service for. */
    record Sent(String service, String method, String path, String body) {}

    private final StubHouse house;
    private final Map<String, Map<String, JsonNode>> taught = new HashMap<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    TaughtHouse(StubHouse house) {
        this.house = house;
        for (String service : SERVICES) {
            read(service).properties().forEach(one -> learn(service, one.getKey(), one.getValue()));
        }
        taught.keySet().forEach(this::answer);
    }

    static String id(int number) {
        return "0198f2b0-0000-7000-8000-%012d".formatted(number);
    }

    private static JsonNode read(String service) {
        try (InputStream file = TaughtHouse.class.getResourceAsStream("/stub/" + service + ".json")) {
            return JSON.readTree(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private void learn(String service, String key, JsonNode answer) {
        String[] parts = key.split(" ", 2);
        if (parts[1].startsWith("/internal/") || parts[1].startsWith("/q/")) {
            return;
        }
        for (String path : parts[1].contains("{id}")
                ? IDS.stream().map(id -> parts[1].replace("{id}", id)).toList()
                : List.of(parts[1])) {
            taught.computeIfAbsent(service + " " + path, known -> new HashMap<>())
                    .putIfAbsent(parts[0], answer);
        }
    }

    private void answer(String serviceAndPath) {
        String[] parts = serviceAndPath.split(" ", 2);
        Map<String, JsonNode> byMethod = taught.get(serviceAndPath);
        house.of(parts[0]).on(parts[1], request -> request.body().onSuccess(body -> {
            if (!request.method().name().equals("GET")) {
                sent.add(new Sent(parts[0], request.method().name(), parts[1], body.toString()));
            }
            give(request, byMethod);
        }));
    }

    private static void give(HttpServerRequest request, Map<String, JsonNode> byMethod) {
        if (byMethod.containsKey("SSE")) {
            stream(request, byMethod.get("SSE"));
            return;
        }
        JsonNode found = byMethod.get(request.method().name());
        int status = found == null ? 404 : found.isNull() ? 204 : 200;
        request.response().setStatusCode(status);
        if (request.path().endsWith("/auth/login") && status == 200) {
            request.response()
                    .putHeader("Set-Cookie", "koda_operator_session=sealed; Path=/; HttpOnly; SameSite=Strict");
        }
        request.response().putHeader("Content-Type", status == 404 ? "application/problem+json" : "application/json");
        request.response()
                .end(
                        found == null
                                ? missing()
                                : found.isNull() ? "" : found.isTextual() ? found.asText() : found.toString());
    }

    private static String missing() {
        return "{\"title\":\"Not found\",\"status\":404,\"code\":\"not_found\",\"detail\":\"Gone.\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}";
    }

    private static void stream(HttpServerRequest request, JsonNode events) {
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        request.response().write(": open\n\n");
        events.forEach(event -> request.response()
                .write("id: " + event.path("id").asText() + "\nevent: "
                        + event.path("event").asText() + "\ndata: " + event.path("data") + "\n\n"));
    }

    /** The last change of that path. */
    Sent last(String path) {
        return sent.stream()
                .filter(one -> one.path().equals(path))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("nobody was asked for " + path + " but " + sent));
    }

    /** Refuses one path with a problem until {@link #mend(String, String)}. */
    void refuse(String service, String path, int status, String code, String detail) {
        house.of(service).on(path, request -> request.body().onSuccess(body -> request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"title\":\"Refused\",\"status\":" + status + ",\"code\":\"" + code + "\",\"detail\":\"" + detail
                        + "\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}")));
    }

    void mend(String service, String path) {
        answer(service + " " + path);
    }

    void forget() {
        taught.keySet().forEach(key -> house.of(key.split(" ", 2)[0]).forget(key.split(" ", 2)[1]));
    }
}
