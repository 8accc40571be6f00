package dev.koda.auth.onboarding;

import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.platform.boot.Service;

/** What one step of the checklist asks which service, with the caller's own rights, and when the answer means done. */
record Question(String id, String title, Service service, String path, Predicate<JsonNode> done) {

    static final List<Question> ALL = List.of(
            new Question(
                    "provider",
                    "Connect a model provider",
                    Service.PROVIDER,
                    "/api/control-plane/providers",
                    Question::anyConnected),
            new Question(
                    "default_model",
                    "Choose the default model",
                    Service.PROVIDER,
                    "/api/control-plane/providers/default",
                    answer -> answer.hasNonNull("model")),
            new Question(
                    "agent",
                    "Create an agent",
                    Service.RUNTIME,
                    "/api/control-plane/agents?limit=1",
                    Question::anyItem),
            new Question("storage", "Reach the object store", Service.STORAGE, "/q/health/ready", answer -> "UP"
                    .equals(answer.path("status").asText())),
            new Question(
                    "first_task",
                    "Finish a first task",
                    Service.RUNTIME,
                    "/api/runtime/tasks?status=completed&limit=1",
                    Question::anyItem));

    private static boolean anyItem(JsonNode answer) {
        return !answer.path("items").isEmpty();
    }

    private static boolean anyConnected(JsonNode answer) {
        for (JsonNode provider : answer.path("items")) {
            if (provider.hasNonNull("connection")) {
                return true;
            }
        }
        return false;
    }
}
