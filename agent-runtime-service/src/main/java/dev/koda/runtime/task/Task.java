package dev.koda.runtime.task;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.agent.AgentLimits;

/**
 * A task as its row says.
 *
 * @param agentVersion 0 for a trial of the draft kept in {@code trialDefinition}
 * @param turn place in the session, null outside one
 * @param depth how many tasks stand above it by delegation
 * @param limits the lower of what agent and caller asked for
 */
public record Task(
        UUID id,
        UUID agentId,
        String agentName,
        int agentVersion,
        String trialDefinition,
        String operatorId,
        String operatorName,
        String channel,
        UUID sessionId,
        Integer turn,
        UUID parentTaskId,
        Integer parentSeq,
        int depth,
        UUID retryOf,
        String input,
        AgentLimits limits,
        int priority,
        Instant deadline,
        TaskState state,
        String waitReason,
        long leaseEpoch,
        String cancelReason,
        int recoveries,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        String output,
        TaskError error,
        JsonNode artifacts,
        JsonNode usage,
        String traceparent) {

    /** A task that tries a draft: irreversible tools are rehearsed, and it is marked so everywhere. */
    public boolean trial() {
        return agentVersion == 0;
    }

    public Optional<UUID> session() {
        return Optional.ofNullable(sessionId);
    }
}
