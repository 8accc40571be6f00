package dev.koda.runtime.task;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a worker lets go of a task: for good, or parked until something happens.
 *
 * @param readyAt for parked ones the time from which it may be claimed
 * @param waitReason for tasks that wait for a person, what they are asked
 * @param accompaniment what is written with it
 * @param usage tokens and cost so far
 */
public record TaskEnd(
        TaskState state,
        String output,
        TaskError error,
        Instant readyAt,
        String waitReason,
        Accompaniment accompaniment,
        JsonNode artifacts,
        JsonNode usage) {

    public static TaskEnd completed(String output) {
        return new TaskEnd(TaskState.COMPLETED, output, null, null, null, Accompaniment.NONE, null, null);
    }

    public static TaskEnd failed(TaskError error) {
        return parked(TaskState.FAILED, error, null);
    }

    public static TaskEnd cancelled(String reason) {
        TaskError error = TaskError.of("cancelled", reason, "Retry the task to start it again.");
        return parked(TaskState.CANCELLED, error, null);
    }

    /** Taken up again from the given time on; what went wrong, if anything did. */
    public static TaskEnd retryAt(Instant readyAt, TaskError why) {
        return parked(TaskState.WAITING_RETRY, why, readyAt);
    }

    /** Waits for a person; the slot is free meanwhile. */
    public static TaskEnd waitingForApproval(String reason, Accompaniment question) {
        return new TaskEnd(TaskState.WAITING_APPROVAL, null, null, null, reason, question, null, null);
    }

    /** Handed back whole, by a worker that leaves. */
    public static TaskEnd handedOver(Instant now) {
        return parked(TaskState.QUEUED, null, now);
    }

    public TaskEnd with(JsonNode madeArtifacts, JsonNode spent) {
        return new TaskEnd(state, output, error, readyAt, waitReason, accompaniment, madeArtifacts, spent);
    }

    private static TaskEnd parked(TaskState state, TaskError error, Instant readyAt) {
        return new TaskEnd(state, null, error, readyAt, null, Accompaniment.NONE, null, null);
    }
}
