package dev.koda.cli.task;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.Console;

/** A task that has ended, or not, for people. */
final class TaskView {

    private TaskView() {}

    static void show(JsonNode task, Console console) {
        console.entry("task", task.path("id").asText());
        console.entry("status", task.path("status").asText());
        JsonNode error = task.path("error");
        if (error.isObject()) {
            console.entry(
                    "error",
                    error.path("code").asText() + ": " + error.path("message").asText());
            if (!error.path("hint").asText("").isEmpty()) {
                console.entry("hint", error.path("hint").asText());
            }
        }
        task.path("artifacts")
                .forEach(artifact -> console.entry(
                        "artifact",
                        artifact.isTextual()
                                ? artifact.asText()
                                : artifact.path("id").asText()));
        if (task.hasNonNull("output")) {
            console.line("");
            console.line(task.path("output").asText());
        }
    }
}
