package dev.koda.platform.outbox;

import java.time.OffsetDateTime;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;

/** A claimed row, ready to be sent. */
record OutboxEntry(
        UUID id,
        String topic,
        String key,
        String type,
        String payload,
        String source,
        String traceparent,
        OffsetDateTime recordedAt,
        OffsetDateTime leasedUntil) {

    static OutboxEntry of(Row row) {
        return new OutboxEntry(
                row.getUUID("id"),
                row.getString("aggregatetype"),
                row.getString("aggregateid"),
                row.getString("type"),
                row.getString("payload"),
                row.getString("source"),
                row.getString("traceparent"),
                row.getOffsetDateTime("recorded_at"),
                row.getOffsetDateTime("leased_until"));
    }

    /** What order is kept for. */
    Aggregate aggregate() {
        return new Aggregate(topic, key);
    }

    record Aggregate(String topic, String key) {}
}
