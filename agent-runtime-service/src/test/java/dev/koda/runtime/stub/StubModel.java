package dev.koda.runtime.stub;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** Completions as provider-service streams them; what is said and called stands in the task's input. */
final class StubModel implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<ObjectNode> recorder;
    private final Gates gates;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    StubModel(Consumer<ObjectNode> recorder, Gates gates) {
        this.recorder = recorder;
        this.gates = gates;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        StubScript script = StubScript.of(request);
        String provider = request.path("provider").asText();
        recorder.accept(JSON.createObjectNode()
                .put("kind", "completion")
                .put("provider", provider)
                .put("turn", script.turn())
                .put("messages", request.path("messages").size())
                .put("signatures", String.join(",", request.path("messages").findValuesAsText("signature")))
                .put("traceparent", exchange.getRequestHeaders().getFirst("traceparent"))
                .put("task_id", request.path("context").path("task_id").asText())
                .<ObjectNode>set("tools", request.path("tools")));
        Optional<Integer> refusal = script.refusal();
        if (refusal.isPresent()
                && refused.add(request.path("context").path("task_id").asText())) {
            JsonAnswer.send(
                    exchange,
                    refusal.get(),
                    "{\"status\":" + refusal.get() + ",\"code\":\"refused\",\"detail\":\"not now\"}");
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            script.gate().ifPresent(gates::waitAt);
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
}
