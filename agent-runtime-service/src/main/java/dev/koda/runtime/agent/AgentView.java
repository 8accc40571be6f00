package dev.koda.runtime.agent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.tool.ToolGrant;

/** An agent as callers see it: the draft's fields, and which version is at work. */
record AgentView(
        UUID id,
        AgentStatus status,
        int publishedVersion,
        int latestVersion,
        String name,
        String description,
        String instructions,
        @JsonInclude(JsonInclude.Include.ALWAYS) String model,
        List<ToolGrant> tools,
        AgentLimits limits,
        MemorySettings memory,
        JsonNode channels,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static AgentView of(Agent agent) {
        AgentDefinition draft = agent.draft();
        return new AgentView(
                agent.id(),
                agent.status(),
                agent.publishedVersion(),
                agent.latestVersion(),
                draft.name(),
                draft.description(),
                draft.instructions(),
                draft.model(),
                draft.tools(),
                draft.limits(),
                draft.memory(),
                draft.channels(),
                agent.createdBy(),
                agent.createdAt(),
                agent.updatedAt());
    }
}
