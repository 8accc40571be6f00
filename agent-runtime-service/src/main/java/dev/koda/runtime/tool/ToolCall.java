package dev.koda.runtime.tool;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One call of a tool by a task.
 *
 * @param callId stable over repeats after a crash; what an idempotent effect is keyed by
 * @param seq of the intent in the task's journal
 * @param startedAt when the intent was written down; a repeat keeps it
 * @param arguments valid by the tool's schema
 * @param settings what the agent's definition says about this tool, an empty object for nothing
 * @param workspace the task's own directory, existing
 * @param folders further directories the task may read, in order of search
 * @param secrets of the agent, by environment name; never shown to the model
 */
public record ToolCall(
        UUID taskId,
        UUID agentId,
        String callId,
        int seq,
        Instant startedAt,
        JsonNode arguments,
        JsonNode settings,
        Path workspace,
        List<Path> folders,
        Map<String, String> secrets) {

    /** A string argument, or the given one where it is absent. */
    public String text(String argument, String otherwise) {
        return arguments.path(argument).isTextual() ? arguments.get(argument).asText() : otherwise;
    }

    /** A whole-number argument, or the given one where it is absent. */
    public int number(String argument, int otherwise) {
        return arguments.path(argument).isNumber() ? arguments.get(argument).asInt() : otherwise;
    }

    /** Leaves arguments and secrets out, since records are logged. */
    @Override
    public String toString() {
        return "ToolCall[" + taskId + " " + callId + "]";
    }
}
