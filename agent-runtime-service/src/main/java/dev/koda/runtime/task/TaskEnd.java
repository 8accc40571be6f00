package dev.koda.runtime.task;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a worker lets go of a task: for good, or parked until something happens.
 *
 * @param readyAt for parked ones the time from which it may be claimed
 * @param usage tokens and cost so far
 */
public record TaskEnd(
        TaskState state, String output, TaskError error, Instant readyAt, JsonNode artifacts, JsonNode usage) {

    public static TaskEnd completed(String output) {
        return new TaskEnd(TaskState.COMPLETED, output, null, null, null, null);
    }

    public static TaskEnd failed(TaskError error) {
        return new TaskEnd(TaskState.FAILED, null, error, null, null, null);
    }

    public static TaskEnd cancelled(String reason) {
        return new TaskEnd(
                TaskState.CANCELLED,
                null,
                TaskError.of("cancelled", reason, "Retry the task to start it again."),
                null,
                null,
                null);
    }

    /** Tried again from the given time on, with what went wrong. */
    public static TaskEnd retryAt(Instant readyAt, TaskError why) {
        return new TaskEnd(TaskState.WAITING_RETRY, null, why, readyAt, null, null);
    }

    /** Waits for a person; the slot is free meanwhile. */
    public static TaskEnd waitingForApproval() {
        return new TaskEnd(TaskState.WAITING_APPROVAL, null, null, null, null, null);
    }

    /** Handed back whole, by a worker that leaves. */
    public static TaskEnd handedOver(Instant now) {
        return new TaskEnd(TaskState.QUEUED, null, null, now, null, null);
    }

    public TaskEnd with(JsonNode madeArtifacts, JsonNode spent) {
        return new TaskEnd(state, output, error, readyAt, madeArtifacts, spent);
    }
}
