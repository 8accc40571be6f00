package dev.koda.runtime.agent;

import java.time.Instant;
import java.util.UUID;

import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;

/** What other services learn of an agent after each change; the newest one stands for the agent. */
record AgentChanged(
        UUID agentId, String name, AgentStatus status, int publishedVersion, String model, Instant updatedAt) {
    static final String CE_TYPE = "dev.koda.runtime.agent.changed.v1";

    static OutboxEvent of(Agent agent) {
        var body = new AgentChanged(
                agent.id(),
                agent.name(),
                agent.status(),
                agent.publishedVersion(),
                agent.draft().model(),
                agent.updatedAt());
        return new OutboxEvent(Topic.RUNTIME_AGENT, agent.id().toString(), CE_TYPE, body);
    }
}
