package dev.koda.runtime.agent;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.tool.ToolGrant;

/**
 * What makes an agent behave as it does: edited as a draft, frozen as a version, never holding a secret.
 *
 * @param model {@code provider/model}, or null for the provider default at run time
 */
public record AgentDefinition(
        String name,
        String description,
        String instructions,
        String model,
        List<ToolGrant> tools,
        AgentLimits limits,
        MemorySettings memory,
        JsonNode channels) {

    public AgentDefinition {
        tools = tools == null ? List.of() : List.copyOf(tools);
        limits = limits == null ? AgentLimits.NONE : limits;
        memory = memory == null ? MemorySettings.OFF : memory;
    }

    @JsonIgnore
    public Optional<String> chosenModel() {
        return Optional.ofNullable(model);
    }

    public Optional<ToolGrant> grant(String tool) {
        return tools.stream().filter(grant -> grant.name().equals(tool)).findFirst();
    }

    AgentDefinition named(String other) {
        return new AgentDefinition(other, description, instructions, model, tools, limits, memory, channels);
    }
}
