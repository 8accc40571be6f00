package dev.koda.cli.task;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.koda.cli.console.Console;
import dev.koda.cli.console.Json;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.Invocation;

/** Shows a task and its trace. */
@Command(name = "task", description = "show a task and every step it took")
public final class TaskCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Parameters(index = "0", paramLabel = "ID", description = "id of the task")
    private String id;

    @Option(names = "--json", description = "print the trace as JSON")
    private boolean json;

    @Override
    public Integer call() {
        ControlPlane controlPlane = ControlPlane.breakGlass(invocation.acceptedEnvironment());
        Console console = invocation.console();
        JsonNode trace = controlPlane.get("/api/runtime/tasks/" + id + "/trace").orFail("reading the trace");
        if (json) {
            console.line(Json.pretty(trace));
            return 0;
        }
        trace.path("steps").forEach(step -> console.line(StepLine.of(step, console)));
        console.line("");
        TaskView.show(controlPlane.get("/api/runtime/tasks/" + id).orFail("reading the task"), console);
        return 0;
    }
}
