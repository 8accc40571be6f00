package dev.koda.runtime.session;

import java.time.Instant;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;

import dev.koda.runtime.task.TaskState;

/**
 * A conversation with an agent, as lists show it.
 *
 * @param title the beginning of what was asked first
 * @param turns tasks accepted into it so far
 * @param lastTaskId its newest turn
 * @param lastStatus of that turn
 * @param updatedAt when its newest turn was accepted
 */
record SessionView(
        UUID id,
        UUID agentId,
        String agentName,
        String title,
        int turns,
        UUID lastTaskId,
        TaskState lastStatus,
        Instant createdAt,
        Instant updatedAt) {

    static SessionView of(Row row) {
        String state = row.getString("state");
        return new SessionView(
                row.getUUID("id"),
                row.getUUID("agent_id"),
                row.getString("agent_name"),
                row.getString("title"),
                row.getInteger("turns"),
                row.getUUID("task_id"),
                state == null ? null : TaskState.of(state),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("last_at").toInstant());
    }
}
