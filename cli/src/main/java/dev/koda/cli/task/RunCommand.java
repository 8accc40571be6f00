package dev.koda.cli.task;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.koda.cli.console.Json;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.Invocation;

/** Submits a task; with {@code --follow} ends with 0 only if it completed. */
@Command(name = "run", description = "give an agent a task")
public final class RunCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Parameters(index = "0", paramLabel = "AGENT", description = "name or id of a published agent")
    private String agent;

    @Parameters(index = "1", paramLabel = "INPUT", description = "what it shall do")
    private String input;

    @Option(names = "--follow", description = "show each step and the result")
    private boolean follow;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "1800", description = "how long to follow")
    private long timeoutSeconds;

    @Option(names = "--json", description = "print the task as JSON")
    private boolean json;

    @Override
    public Integer call() {
        ControlPlane controlPlane = ControlPlane.breakGlass(invocation.acceptedEnvironment());
        String agentId = new AgentLookup(controlPlane).id(agent);
        JsonNode task = controlPlane
                .post("/api/runtime/tasks", Map.of("agent_id", agentId, "input", input))
                .orFail("submitting the task");
        if (follow) {
            task = new TaskFollower(controlPlane, invocation.console())
                    .untilEnd(task.path("id").asText(), Duration.ofSeconds(timeoutSeconds));
        }
        if (json) {
            invocation.console().line(Json.pretty(task));
        } else {
            TaskView.show(task, invocation.console());
        }
        return !follow || "completed".equals(task.path("status").asText()) ? 0 : 1;
    }
}
