package dev.koda.runtime.deadletter;

import java.time.Instant;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;

/** A task that was given up, and what became of it since. */
record DeadLetter(UUID id, UUID agentId, String reason, int recoveries, Instant at, UUID requeuedAs) {

    static DeadLetter of(Row row) {
        return new DeadLetter(
                row.getUUID("task_id"),
                row.getUUID("agent_id"),
                row.getString("reason"),
                row.getInteger("recoveries"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("requeued_as"));
    }
}
