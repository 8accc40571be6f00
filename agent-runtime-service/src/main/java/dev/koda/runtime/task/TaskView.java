package dev.koda.runtime.task;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A task as callers see it.
 *
 * @param reason while it waits for a person: {@code approval} or {@code in_doubt}
 * @param usage tokens and cost as of the last time a worker let go of it
 */
public record TaskView(
        UUID id,
        TaskState status,
        String reason,
        UUID agentId,
        String agentName,
        int agentVersion,
        boolean draft,
        UUID sessionId,
        Integer turn,
        UUID parentTaskId,
        UUID retryOf,
        String channel,
        String operatorId,
        String operatorName,
        int priority,
        String input,
        String output,
        TaskError error,
        JsonNode artifacts,
        int iterations,
        JsonNode usage,
        int recoveries,
        boolean cancelRequested,
        Instant deadline,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {

    public static TaskView of(Task task) {
        return new TaskView(
                task.id(),
                task.state(),
                task.waitReason(),
                task.agentId(),
                task.agentName(),
                task.agentVersion(),
                task.trial(),
                task.sessionId(),
                task.turn(),
                task.parentTaskId(),
                task.retryOf(),
                task.channel(),
                task.operatorId(),
                task.operatorName(),
                task.priority(),
                task.input(),
                task.output(),
                task.error(),
                task.artifacts(),
                task.usage() == null ? 0 : task.usage().path("iterations").asInt(),
                task.usage(),
                task.recoveries(),
                task.cancelReason() != null && !task.state().terminal(),
                task.deadline(),
                task.createdAt(),
                task.startedAt(),
                task.finishedAt());
    }
}
