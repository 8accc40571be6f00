package dev.koda.runtime.completion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the events of {@code /internal/completions} into one {@link Completion}. Used by one thread, once. */
final class CompletionStream {
    private final List<ToolRequest> calls = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ObjectMapper json;
    private final Consumer<String> onText;

    CompletionStream(ObjectMapper json, Consumer<String> onText) {
        this.json = json;
        this.onText = onText;
    }

    /** Reads to the end; a stream that ends without {@code done} is a {@link ModelFailure}. */
    Completion read(SseLines lines, Duration silence) throws InterruptedException {
        String event = "message";
        StringBuilder data = new StringBuilder();
        while (true) {
            SseLines.Signal signal = lines.next(silence);
            if (signal.ended()) {
                throw ModelFailure.unreachable("the stream of provider-service broke off");
            }
            String line = signal.line();
            if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty() && !data.isEmpty()) {
                JsonNode body = tree(data.toString());
                if ("done".equals(event)) {
                    return completion(body);
                }
                take(event, body);
                data.setLength(0);
            }
        }
    }

    private void take(String event, JsonNode body) {
        switch (event) {
            case "delta" -> {
                text.append(body.path("text").asText());
                onText.accept(body.path("text").asText());
            }
            case "tool_call" -> calls.add(ToolRequest.of(body));
            case "error" -> throw ModelFailure.of(body);
            default -> {
                // reasoning is not kept, and events of a newer provider-service are not ours to understand
            }
        }
    }

    private Completion completion(JsonNode done) {
        return new Completion(
                text.toString(),
                List.copyOf(calls),
                done.path("finish_reason").asText("stop"),
                done.path("provider").asText(),
                done.path("model").asText(),
                done.path("request_id").asText(),
                done.path("usage"),
                done.path("cost"));
    }

    private JsonNode tree(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException broken) {
            throw ModelFailure.unreachable("provider-service sent an event that is not JSON");
        }
    }
}
