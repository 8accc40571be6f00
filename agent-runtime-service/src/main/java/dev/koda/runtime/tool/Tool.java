package dev.koda.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something an agent can do. Called on virtual threads, by several tasks at a time; may block and must answer an
 * interrupt, which is how a cancelled task stops it.
 */
public interface Tool {

    ToolSpec spec();

    /** The effect of a call with these arguments, which are valid by the schema. */
    EffectClass effect(JsonNode arguments);

    /**
     * Does it. What the model should know about a failure is thrown as {@link ToolFailure}; anything else thrown is
     * shown to it as an internal error without details.
     */
    ToolResult run(ToolCall call) throws InterruptedException;
}
