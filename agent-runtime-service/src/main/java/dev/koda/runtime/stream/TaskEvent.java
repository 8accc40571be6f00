package dev.koda.runtime.stream;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.secret.Masking;

/**
 * A journal row as watching clients get it.
 *
 * @param id the row's seq: monotonic per task, and what {@code Last-Event-ID} takes
 */
public record TaskEvent(int id, String name, ObjectNode payload) {
    /** Not an event: says to proxies on the way that the stream lives. */
    static final TaskEvent KEEP_ALIVE = new TaskEvent(0, "", null);

    private static final List<String> MASKED = List.of("input", "output", "error", "arguments");

    static TaskEvent of(JournalEntry entry) {
        ObjectNode payload = entry.body().deepCopy();
        payload.put("task_id", entry.taskId().toString()).put("at", entry.at().toString());
        if (entry.kind() != null) {
            payload.put("seq", entry.stepSeq()).put("kind", entry.kind().word());
            payload.remove("to_model");
            payload.remove("fingerprint");
            payload.path("tool_calls").forEach(call -> ((ObjectNode) call).remove("signature"));
            for (String field : MASKED) {
                if (payload.has(field)) {
                    payload.set(field, Masking.masked(payload.get(field)));
                }
            }
        }
        return new TaskEvent(entry.seq(), name(entry), payload);
    }

    boolean keepAlive() {
        return payload == null;
    }

    boolean last() {
        return "done".equals(name);
    }

    private static String name(JournalEntry entry) {
        return switch (entry.type()) {
            case STATE -> "task";
            case DONE -> "done";
            case TOKEN -> "token";
            case STARTED, FINISHED, STEP -> stepName(entry.kind());
        };
    }

    private static String stepName(StepKind kind) {
        return switch (kind) {
            case PROVIDER_SWITCH -> "provider_switched";
            case APPROVAL -> "approval";
            case QUEUE_WAIT, LEASE, CONTEXT, MODEL_CALL, TOOL_CALL, ITERATION, RETRY, RECOVERY, COMPACTION, NOTE ->
                "step";
        };
    }
}
