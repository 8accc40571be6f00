package dev.koda.cli.sample;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.home.Environment;
import dev.koda.cli.task.TaskFollower;

/**
 * One real task through every room: an owner, a provider, an agent and a folder are made where they are missing, then
 * the task is submitted and followed to its end.
 *
 * @param talkative whether the task's answer is printed for people
 */
public record Sample(Environment environment, Console console, boolean talkative) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String INPUT = "What is in this folder? Read the most important files and save a summary.";

    /** Adds its facts; true when the task completed. */
    public boolean run(Map<String, String> facts) {
        ControlPlane controlPlane = ControlPlane.breakGlass(environment);
        new SampleOwner(controlPlane, console).ensure(facts);
        String agent = new SampleAgent(controlPlane, console).ensure(SampleFolder.in(environment.home()));
        console.progress("giving house-guide a task: " + INPUT);
        String id = controlPlane
                .post("/api/runtime/tasks", Map.of("agent_id", agent, "input", INPUT))
                .orFail("submitting the sample task")
                .path("id")
                .asText();
        JsonNode task = new TaskFollower(controlPlane, console).untilEnd(id, PATIENCE);
        report(task, facts);
        return "completed".equals(task.path("status").asText());
    }

    private void report(JsonNode task, Map<String, String> facts) {
        if (talkative && task.hasNonNull("output")) {
            console.line("");
            console.line(task.path("output").asText());
            console.line("");
        }
        facts.put("task", task.path("id").asText());
        facts.put("status", task.path("status").asText());
        if (task.path("error").isObject()) {
            facts.put("error", task.path("error").path("message").asText());
        }
        for (JsonNode artifact : task.path("artifacts")) {
            facts.put(
                    "artifact",
                    artifact.isTextual()
                            ? artifact.asText()
                            : artifact.path("id").asText());
        }
        console.progress("look at it: " + environment.gateway() + "/tasks/"
                + task.path("id").asText());
    }
}
