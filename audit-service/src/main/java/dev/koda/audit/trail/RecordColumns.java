package dev.koda.audit.trail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

import dev.koda.audit.trail.Entry.Actor;
import dev.koda.audit.trail.Entry.Target;

/** A row of the records table as a record. */
final class RecordColumns {
    /** details as text: a parsed and rewritten value would not be what the commitment covers. */
    static final String ALL = "position, recorded_at, id, time, type, outcome, source, actor_kind, actor_id,"
            + " actor_name, address, user_agent, target_kind, target_id, trace_id, task_id, details::text AS details,"
            + " redacted::text AS redacted, salt, commitment, prev_hash, hash, erased_at";

    private RecordColumns() {}

    static AuditRecord record(Row row) {
        return new AuditRecord(
                row.getLong("position"), time(row, "recorded_at"), entry(row), seal(row), time(row, "erased_at"));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("id"),
                time(row, "time"),
                row.getString("type"),
                Outcome.findByWord(row.getString("outcome")).orElseThrow(),
                row.getString("source"),
                new Actor(row.getString("actor_kind"), row.getString("actor_id"), row.getString("actor_name")),
                row.getString("address"),
                row.getString("user_agent"),
                new Target(row.getString("target_kind"), row.getString("target_id")),
                row.getString("trace_id"),
                row.getString("task_id"),
                row.getString("details"),
                paths(row.getString("redacted")));
    }

    private static AuditRecord.Seal seal(Row row) {
        return new AuditRecord.Seal(
                bytes(row, "salt"), bytes(row, "commitment"), bytes(row, "prev_hash"), bytes(row, "hash"));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static byte[] bytes(Row row, String column) {
        Buffer buffer = row.getBuffer(column);
        return buffer == null ? null : buffer.getBytes();
    }

    private static List<String> paths(String json) {
        List<String> paths = new ArrayList<>();
        if (json != null) {
            new JsonArray(json).forEach(path -> paths.add(path.toString()));
        }
        return paths;
    }
}
