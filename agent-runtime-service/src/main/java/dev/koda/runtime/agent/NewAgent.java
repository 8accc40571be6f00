package dev.koda.runtime.agent;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.tool.ToolGrants;

/** What an operator says to make an agent. */
record NewAgent(
        @NotBlank @Size(max = 120) String name,
        @Size(max = 2000) String description,
        @NotBlank @Size(max = 200_000) String instructions,

        @Pattern(regexp = NewAgent.MODEL, message = "must be provider/model")
        String model,

        @Size(max = 64) List<JsonNode> tools,
        @Valid AgentLimits limits,
        MemorySettings memory,
        JsonNode channels) {

    static final String MODEL = "[A-Za-z0-9_.-]+/\\S+";

    AgentDefinition definition() {
        return new AgentDefinition(
                name.strip(),
                description,
                instructions,
                model,
                ToolGrants.parse(tools == null ? List.of() : tools),
                limits,
                memory,
                channels);
    }
}
