package dev.koda.runtime.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.AuditEntry.Outcome;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;
import dev.koda.runtime.origin.Origin;

/** What other services learn of a task. */
public final class TaskEvents {
    static final String READY = "dev.koda.runtime.task.ready.v1";
    static final String CHANGED = "dev.koda.runtime.task.state-changed.v1";

    private static final Map<TaskState, String> AUDITED = Map.of(
            TaskState.QUEUED, "task.created",
            TaskState.COMPLETED, "task.completed",
            TaskState.FAILED, "task.failed",
            TaskState.CANCELLED, "task.cancelled",
            TaskState.DEAD_LETTERED, "task.dead_lettered");

    /** Body of {@value #READY}: a hint to look at the queue now, never the work itself. */
    record Ready(UUID taskId, UUID agentId) {}

    /** Body of {@value #CHANGED}. */
    record Changed(
            UUID taskId,
            UUID agentId,
            UUID sessionId,
            String operatorId,
            TaskState state,
            boolean draft,
            String errorCode,
            Instant at) {}

    private TaskEvents() {}

    /** The hint, the state and the audit entry of a task that was just accepted. */
    static List<OutboxEvent> accepted(Task task, Origin origin) {
        return List.of(
                ready(task),
                changed(task, TaskState.QUEUED, null, task.createdAt()),
                audit(task, TaskState.QUEUED, null, origin));
    }

    /** A state entered later; parked states are told, but are no acts to be audited. */
    static List<OutboxEvent> entered(Task task, TaskState state, TaskError error, Instant at, Origin origin) {
        OutboxEvent changed = changed(task, state, error, at);
        return state.terminal() ? List.of(changed, audit(task, state, error, origin)) : List.of(changed);
    }

    static OutboxEvent ready(Task task) {
        return new OutboxEvent(
                Topic.RUNTIME_TASK_READY, task.id().toString(), READY, new Ready(task.id(), task.agentId()));
    }

    /** An audit entry about the task, in the name of its agent. */
    public static AuditEntry about(Task task, String type, Origin origin) {
        return origin.audit(type)
                .target("task", task.id().toString())
                .task(task.id().toString())
                .detail("agent_id", task.agentId().toString())
                .detail("draft", task.trial());
    }

    private static OutboxEvent changed(Task task, TaskState state, TaskError error, Instant at) {
        var body = new Changed(
                task.id(),
                task.agentId(),
                task.sessionId(),
                task.operatorId(),
                state,
                task.trial(),
                error == null ? null : error.code(),
                at);
        return new OutboxEvent(Topic.RUNTIME_TASK, task.id().toString(), CHANGED, body);
    }

    private static OutboxEvent audit(Task task, TaskState state, TaskError error, Origin origin) {
        AuditEntry entry = about(task, AUDITED.get(state), origin);
        if (error != null) {
            entry.outcome(Outcome.FAILURE).detail("code", error.code()).detail("message", error.message());
        }
        return entry.event(task.id().toString());
    }
}
