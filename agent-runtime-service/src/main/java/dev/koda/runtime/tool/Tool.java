package dev.koda.runtime.tool;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something an agent can do. Called on virtual threads, by several tasks at a time; may block and must answer an
 * interrupt, which is how a cancelled task stops it.
 */
public interface Tool {
    /** For {@link #changes} of a tool that leaves the workspace alone. */
    Optional<List<String>> NONE = Optional.of(List.of());

    ToolSpec spec();

    /** The effect of a call with these arguments, which are valid by the schema. */
    EffectClass effect(JsonNode arguments);

    /**
     * The files of the workspace that a call may leave changed, as its arguments name them; empty when it may be any. What
     * is not said here is not seen when progress is judged.
     */
    default Optional<List<String>> changes(JsonNode arguments) {
        return effect(arguments) == EffectClass.PURE ? NONE : Optional.empty();
    }

    /**
     * Does it. What the model should know about a failure is thrown as {@link ToolFailure}; anything else thrown is
     * shown to it as an internal error without details.
     */
    ToolResult run(ToolCall call) throws InterruptedException;
}
