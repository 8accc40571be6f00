package dev.koda.runtime.agent;

import java.util.List;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import dev.koda.runtime.tool.ToolGrants;

/** Changes to a draft; what is absent stays. A model that is null or empty means the provider default. */
record EditAgent(
        @Size(min = 1, max = 120) String name,

        @Size(max = 2000) @JsonDeserialize(using = ClearedByNull.class)
        String description,

        @Size(min = 1, max = 200_000) String instructions,

        @Pattern(regexp = "|" + NewAgent.MODEL, message = "must be provider/model, or null for the default")
        @JsonDeserialize(using = ClearedByNull.class)
        String model,

        @Size(max = 64) List<JsonNode> tools,
        @Valid AgentLimits limits,
        MemorySettings memory,
        JsonNode channels) {

    AgentDefinition applyTo(AgentDefinition draft) {
        return new AgentDefinition(
                or(name, draft.name()),
                orCleared(description, draft.description()),
                or(instructions, draft.instructions()),
                orCleared(model, draft.model()),
                tools == null ? draft.tools() : ToolGrants.parse(tools),
                or(limits, draft.limits()),
                or(memory, draft.memory()),
                or(channels, draft.channels()));
    }

    private static String orCleared(String changed, String kept) {
        return "".equals(changed) ? null : or(changed, kept);
    }

    private static <T> T or(T changed, T kept) {
        return Optional.ofNullable(changed).orElse(kept);
    }
}
