package dev.koda.runtime.agent;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.tool.ToolSpec;
import dev.koda.runtime.tool.Toolbox;

/** Shows the prompt of an agent as a task would open with it. */
@ApplicationScoped
class CompiledPrompts {
    private final Toolbox toolbox;

    CompiledPrompts(Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    /**
     * What the model gets.
     *
     * @param version 0 for the draft
     */
    record CompiledPrompt(int version, String model, List<JsonNode> messages, List<ToolSpec> tools) {}

    CompiledPrompt of(int version, AgentDefinition definition) {
        return new CompiledPrompt(
                version,
                definition.model(),
                List.of(SystemPrompt.of(definition).json()),
                toolbox.offered(definition.tools()));
    }
}
