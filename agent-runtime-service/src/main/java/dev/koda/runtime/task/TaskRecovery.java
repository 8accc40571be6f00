package dev.koda.runtime.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.origin.Origin;

/** What is written about a task that was taken back from a lost worker. */
public final class TaskRecovery {
    /** Recoveries a task gets without one newly committed step; at the next loss it is given up. */
    public static final int MOST_WITHOUT_PROGRESS = 3;

    private static final String DEAD_LETTER = """
            INSERT INTO dead_letter (task_id, agent_id, reason, recoveries, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (task_id) DO NOTHING""";

    private static final TaskError GIVEN_UP = TaskError.of(
            "no_progress_after_recoveries",
            "The task lost its worker again after " + MOST_WITHOUT_PROGRESS + " recoveries without one new step.",
            "Look at its trace and at the logs of the workers, then requeue it from the dead letters.");

    private TaskRecovery() {}

    /** The journal rows behind the last one: the recovery, and the end when there will be no other. */
    public static List<JournalEntry> entries(Task task, int lastSeq, Instant now) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", "worker lost")
                .put("status", "ok")
                .put("recoveries", task.recoveries());
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new JournalEntry(task.id(), lastSeq + 1, null, EntryType.STEP, StepKind.RECOVERY, 0, now, body));
        Draft state = StateEntry.of(task.state(), null, task.state().terminal() ? GIVEN_UP : null);
        entries.add(new JournalEntry(task.id(), lastSeq + 2, null, state.type(), null, 0, now, state.body()));
        return entries;
    }

    /** The events; that it was recovered is audited by the worker that gets it on, not before. */
    public static List<OutboxEvent> events(Task task, Instant now) {
        if (task.state().terminal()) {
            return TaskEvents.entered(task, task.state(), GIVEN_UP, now, Origin.SYSTEM);
        }
        return List.of(TaskEvents.ready(task));
    }

    /** Enters a given-up task into the dead letters, with its error; others are left alone. */
    public static Uni<Void> deadLetter(SqlConnection connection, Task task, Instant now) {
        if (!task.state().terminal()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(DEAD_LETTER)
                .execute(Tuple.of(task.id(), task.agentId(), GIVEN_UP.message(), task.recoveries(), TaskRows.utc(now)))
                .chain(() -> connection
                        .preparedQuery("UPDATE task SET error = $2 WHERE id = $1")
                        .execute(Tuple.of(task.id(), errorJson())))
                .replaceWithVoid();
    }

    private static String errorJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", GIVEN_UP.code())
                .put("message", GIVEN_UP.message())
                .put("hint", GIVEN_UP.hint())
                .toString();
    }
}
