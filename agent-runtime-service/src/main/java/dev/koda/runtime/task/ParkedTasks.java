package dev.koda.runtime.task;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.origin.Origin;

/** Moves tasks that wait for a person: back into the queue, or to their end. Inside the caller's transaction. */
@ApplicationScoped
public class ParkedTasks {
    private static final String MOVE = """
            UPDATE task SET state = $2, ready_at = $3, finished_at = $4, error = $5, wait_reason = NULL,
                   lease_epoch = lease_epoch + 1
             WHERE id = $1 AND state = 'waiting_approval' RETURNING id""";

    private static final TaskError STOPPED = TaskError.of(
            "stopped_by_operator",
            "An operator ended the task at a call in doubt.",
            "Retry the task to start it again.");

    private final TaskRows rows;
    private final TaskColumns columns;
    private final JournalRows journal;
    private final QueueSignal queue;
    private final Outbox outbox;
    private final Clock clock;

    ParkedTasks(
            TaskRows rows, TaskColumns columns, JournalRows journal, QueueSignal queue, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.columns = columns;
        this.journal = journal;
        this.queue = queue;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Back into the queue, with the step that says why; null when the task does not wait. */
    public Uni<Task> release(SqlConnection connection, UUID id, Draft step) {
        return move(connection, id, TaskState.QUEUED, null, step, Origin.SYSTEM);
    }

    /** To its end, on an operator's word; null when the task does not wait. */
    public Uni<Task> stop(SqlConnection connection, UUID id, Draft step, Origin origin) {
        return move(connection, id, TaskState.FAILED, STOPPED, step, origin);
    }

    /** After the commit: lets the workers of this process look. */
    public void wake() {
        queue.ready();
        outbox.wake();
    }

    private Uni<Task> move(
            SqlConnection connection, UUID id, TaskState state, TaskError error, Draft step, Origin origin) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(state.word())
                .addOffsetDateTime(TaskRows.utc(now))
                .addOffsetDateTime(state.terminal() ? TaskRows.utc(now) : null)
                .addString(columns.write(error));
        return connection.preparedQuery(MOVE).execute(values).chain(moved -> {
            if (!moved.iterator().hasNext()) {
                return Uni.createFrom().nullItem();
            }
            return rows.required(connection, id).call(task -> tell(connection, task, error, step, now, origin));
        });
    }

    private Uni<Void> tell(
            SqlConnection connection, Task task, TaskError error, Draft step, Instant now, Origin origin) {
        List<OutboxEvent> events = task.state().terminal()
                ? TaskEvents.entered(task, task.state(), error, now, origin)
                : List.of(
                        TaskEvents.ready(task),
                        TaskEvents.entered(task, task.state(), null, now, origin)
                                .getFirst());
        return journal.lastSeq(connection, task.id())
                .chain(last -> journal.insert(
                        connection,
                        List.of(
                                new JournalEntry(
                                        task.id(), last + 1, null, step.type(), step.kind(), 0, now, step.body()),
                                StateEntry.at(task, last + 2, task.state(), error, now))))
                .chain(() -> outbox.record(connection, events));
    }
}
