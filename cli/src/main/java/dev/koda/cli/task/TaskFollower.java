package dev.koda.cli.task;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.controlplane.ServerEvents;
import dev.koda.platform.embedded.process.Deadline;

/** Watches a task until it ends, showing each finished step once; takes the stream up again where it broke off. */
public final class TaskFollower {

    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled", "dead_lettered");
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final ControlPlane controlPlane;
    private final Console console;
    private final Set<String> shown = new HashSet<>();
    private Optional<String> lastEvent = Optional.empty();
    private boolean done;

    public TaskFollower(ControlPlane controlPlane, Console console) {
        this.controlPlane = controlPlane;
        this.console = console;
    }

    /** The task as it is once it has ended; fails when it has not within the time. */
    public JsonNode untilEnd(String taskId, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        JsonNode task = read(taskId);
        while (!ended(task)) {
            if (deadline.passed()) {
                throw new CommandFailed(
                        "task " + taskId + " is still " + task.path("status").asText() + " after " + timeout.toSeconds()
                                + " s. See: koda task " + taskId);
            }
            stream(taskId);
            task = read(taskId);
            if (!ended(task)) {
                Deadline.in(RECONNECT).await(deadline::passed);
            }
        }
        showTrace(taskId);
        return task;
    }

    static boolean ended(JsonNode task) {
        return ENDED.contains(task.path("status").asText());
    }

    private JsonNode read(String taskId) {
        return controlPlane.get("/api/runtime/tasks/" + taskId).orFail("reading task " + taskId);
    }

    private void stream(String taskId) {
        done = false;
        try (InputStream events = controlPlane.events("/api/runtime/tasks/" + taskId + "/events", lastEvent)) {
            ServerEvents.read(events, this::take);
        } catch (IOException broken) {
            console.progress("the stream broke off; taking it up again");
        }
    }

    private boolean take(ServerEvents.Event event) {
        if (!event.id().isEmpty()) {
            lastEvent = Optional.of(event.id());
        }
        switch (event.name()) {
            case "step" -> show(event.data().has("step") ? event.data().path("step") : event.data());
            case "approval" ->
                console.warning("the task waits for an approval: "
                        + event.data().path("id").asText());
            case "done" -> done = true;
            default -> {
                // tokens and states are not shown here
            }
        }
        return !done;
    }

    private void show(JsonNode step) {
        if (step.path("duration_ms").isNumber() && shown.add(step.path("seq").asText())) {
            console.err().println("  " + StepLine.of(step, console));
        }
    }

    /** What the stream did not bring, the trace does. */
    private void showTrace(String taskId) {
        controlPlane
                .get("/api/runtime/tasks/" + taskId + "/trace")
                .orFail("reading the trace")
                .path("steps")
                .forEach(this::show);
    }
}
