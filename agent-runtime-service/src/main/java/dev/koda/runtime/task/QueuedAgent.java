package dev.koda.runtime.task;

import java.time.Instant;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;

/** What waits for one agent. */
record QueuedAgent(UUID agentId, long queued, long running, Instant oldest) {

    static QueuedAgent of(Row row) {
        return new QueuedAgent(
                row.getUUID("agent_id"),
                row.getLong("queued"),
                row.getLong("running"),
                row.getOffsetDateTime("oldest").toInstant());
    }
}
