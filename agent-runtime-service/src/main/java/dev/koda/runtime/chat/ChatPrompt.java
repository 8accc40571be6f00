package dev.koda.runtime.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.task.SubmitTask;

/** Reads a chat-completions body as a task: the last user message is the input, what came before it is quoted. */
final class ChatPrompt {
    private static final String PREFIX = "agent:";
    private static final int LONGEST = 65_536;

    private ChatPrompt() {}

    static SubmitTask task(JsonNode body) {
        return new SubmitTask(
                agent(body.path("model").asText()), input(body.path("messages")), null, null, null, null, null, null);
    }

    private static UUID agent(String model) {
        try {
            if (model.startsWith(PREFIX)) {
                return UUID.fromString(model.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw Problem.badRequest("model_invalid", "model must be agent:<agent id>.")
                .violation("model", "model_invalid", "must be agent:<agent id>");
    }

    private static String input(JsonNode messages) {
        List<String> earlier = new ArrayList<>();
        String last = "";
        for (JsonNode message : messages) {
            String text = text(message.path("content"));
            if (!last.isEmpty()) {
                earlier.add(last);
            }
            last = message.path("role").asText("user") + ": " + text;
        }
        if (last.isBlank() || !last.startsWith("user: ")) {
            throw Problem.badRequest("messages_invalid", "messages must end with one of the user.")
                    .violation("messages", "messages_invalid", "must end with a user message");
        }
        String question = last.substring("user: ".length());
        String input = earlier.isEmpty()
                ? question
                : "The conversation so far:\n" + String.join("\n", earlier) + "\n\nNow:\n" + question;
        if (input.length() > LONGEST) {
            throw Problem.badRequest("input_too_long", "The messages are longer than " + LONGEST + " characters.")
                    .violation("messages", "input_too_long", "too long");
        }
        return input;
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }
}
