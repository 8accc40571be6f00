package dev.koda.runtime.task;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;

/** States as journal rows, which watching clients get as {@code task} and {@code done} events. */
public final class StateEntry {

    private StateEntry() {}

    static JournalEntry first(Task task) {
        return new JournalEntry(
                task.id(), 1, null, EntryType.STATE, null, 0, task.createdAt(), body(TaskState.QUEUED, null));
    }

    /** The row for a state: the end, or a step on the way. */
    public static Draft of(TaskState state, String output, TaskError error) {
        ObjectNode body = body(state, error);
        if (output != null) {
            body.put("output", output);
        }
        return state.terminal() ? Draft.done(body) : Draft.state(body);
    }

    /** A state written by the API, under no lease. */
    static JournalEntry at(Task task, int seq, TaskState state, TaskError error, Instant at) {
        Draft draft = of(state, null, error);
        return new JournalEntry(task.id(), seq, null, draft.type(), null, 0, at, draft.body());
    }

    private static ObjectNode body(TaskState state, TaskError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", state.word());
        if (error != null) {
            ObjectNode node = body.putObject("error")
                    .put("code", error.code())
                    .put("message", error.message())
                    .put("hint", error.hint());
            if (error.evidence() != null) {
                node.set("evidence", error.evidence());
            }
        }
        return body;
    }
}
