package dev.koda.runtime.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One call of a tool by a task.
 *
 * @param callId stable over repeats after a crash; what an idempotent effect is keyed by
 * @param arguments valid by the tool's schema
 * @param settings what the agent's definition says about this tool, an empty object for nothing
 * @param workspace the task's own directory, existing
 * @param folders further directories the task may read, in order of search
 */
public record ToolCall(
        UUID taskId,
        UUID agentId,
        String callId,
        JsonNode arguments,
        JsonNode settings,
        Path workspace,
        List<Path> folders) {

    /** A string argument, or the given one where it is absent. */
    public String text(String argument, String otherwise) {
        return arguments.path(argument).isTextual() ? arguments.get(argument).asText() : otherwise;
    }

    /** A whole-number argument, or the given one where it is absent. */
    public int number(String argument, int otherwise) {
        return arguments.path(argument).isNumber() ? arguments.get(argument).asInt() : otherwise;
    }
}
