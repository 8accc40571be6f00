package dev.koda.runtime.tool.delegate;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskState;
import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolParks;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code task.delegate}: a task for another agent; the caller lets go of its slot until the child has ended. */
@Singleton
class TaskDelegate implements Tool {
    /** The child's end wakes the parent; this is for the case that nobody did. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private static final ToolSpec SPEC = new ToolSpec(
            "task.delegate",
            "Gives a task to another agent, named by its id or name, and waits for its answer.",
            Schemas.of("""
                    {"type":"object","required":["agent","input"],"additionalProperties":false,"properties":{
                      "agent":{"type":"string","minLength":1,"maxLength":120},
                      "input":{"type":"string","minLength":1,"maxLength":65536}}}"""));

    private final Children children;
    private final Clock clock;

    TaskDelegate(Children children, Clock clock) {
        this.children = children;
        this.clock = clock;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public EffectClass effect(JsonNode arguments) {
        return EffectClass.IDEMPOTENT;
    }

    @Override
    public Optional<List<String>> changes(JsonNode arguments) {
        return NONE;
    }

    @Override
    public ToolResult run(ToolCall call) {
        Task child = child(call);
        if (!child.state().terminal()) {
            throw new ToolParks(clock.instant().plus(LOOK_AGAIN));
        }
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("task_id", child.id().toString())
                .put("status", child.state().word());
        if (child.state() == TaskState.COMPLETED) {
            return ToolResult.ok(content.put("output", child.output()));
        }
        if (child.error() != null) {
            content.put("code", child.error().code())
                    .put("message", child.error().message())
                    .put("hint", child.error().hint());
        }
        return ToolResult.failed("error", content);
    }

    private Task child(ToolCall call) {
        try {
            return children.of(call, call.text("agent", ""), call.text("input", ""));
        } catch (Problem refused) {
            throw ToolFailure.error(refused.code(), refused.detail(), "choose another agent, or do it yourself");
        }
    }
}
