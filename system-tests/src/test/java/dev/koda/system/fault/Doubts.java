package dev.koda.system.fault;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.system.recording.RecordingEndpoint;
import dev.koda.system.stack.Api;

/** The person who is asked about calls in doubt: looks at the world, and says what happened. */
final class Doubts {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a dead worker had sent is on the same host's wires, and unread in the endpoint, for no longer. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Map<String, Instant> seen = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final Api api;
    private final RecordingEndpoint world;

    Doubts(Api api, RecordingEndpoint world) {
        this.api = api;
        this.world = world;
    }

    /** One look at the open questions. */
    void answerAll() throws InterruptedException {
        try {
            Api.Answer open = api.get("/api/runtime/approvals?status=pending&limit=200");
            for (JsonNode question : open.body().path("items")) {
                if (question.path("arguments").path("url").asText().contains(world.target())) {
                    answer(question);
                }
            }
        } catch (IOException away) {
            // asked again at the next look
        }
    }

    /** Questions that were answered so, or all with an empty word. */
    long answered(String word) {
        return answers.values().stream()
                .filter(answer -> word.isEmpty() || answer.equals(word))
                .count();
    }

    private void answer(JsonNode question) throws IOException, InterruptedException {
        if (!question.path("reason").asText().equals("in_doubt")) {
            throw new AssertionError("nobody was to be asked for leave: " + question);
        }
        String id = question.path("id").asText();
        if (seen.computeIfAbsent(id, first -> clock.instant()).plus(SETTLED).isAfter(clock.instant())) {
            return;
        }
        // once said, an answer stands: when it has to be given again, the first one may have been taken
        String answer = answers.computeIfAbsent(id, first -> truth(question));
        Api.Answer taken = api.post(
                "/api/runtime/approvals/" + id,
                JSON.createObjectNode().put("decision", answer).toString());
        if (!Set.of(200, 409).contains(taken.status()) && taken.status() < 500) {
            throw new AssertionError("an answer was refused: " + taken);
        }
    }

    private String truth(JsonNode question) {
        String[] path = question.path("arguments").path("url").asText().split("[/?]");
        return world.arrivals(path[3], path[4]).isEmpty() ? "not_happened" : "happened";
    }
}
