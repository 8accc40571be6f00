package dev.koda.runtime.task;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.problem.Problem;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.journal.JournalSignal;
import dev.koda.runtime.origin.Origin;

/** What operators do with tasks that exist. */
@ApplicationScoped
public class TaskService {
    private final Pool pool;
    private final TaskRows rows;
    private final JournalRows journal;
    private final JournalSignal watchers;
    private final Outbox outbox;
    private final TaskIntake intake;
    private final Clock clock;

    TaskService(
            Pool pool,
            TaskRows rows,
            JournalRows journal,
            JournalSignal watchers,
            Outbox outbox,
            TaskIntake intake,
            Clock clock) {
        this.pool = pool;
        this.rows = rows;
        this.journal = journal;
        this.watchers = watchers;
        this.outbox = outbox;
        this.intake = intake;
        this.clock = clock;
    }

    public Uni<Task> required(UUID id) {
        return rows.required(pool, id);
    }

    /** Ends a parked task at once and asks the worker of a running one to stop; a second cancel changes nothing. */
    Uni<Task> cancel(UUID id, String reason, Origin origin) {
        return pool.withTransaction(connection ->
                        rows.required(connection, id).chain(task -> cancel(connection, task, reason, origin)))
                .invoke(() -> watchers.appended(Set.of(id)))
                .chain(() -> required(id));
    }

    private Uni<Void> cancel(SqlConnection connection, Task task, String reason, Origin origin) {
        TaskError error = TaskError.of("cancelled", reason, "Retry the task to start it again.");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return rows.endParked(connection, task.id(), TaskState.CANCELLED, error, now)
                .chain(ended -> ended
                        ? tellEnd(connection, task, TaskState.CANCELLED, error, now, origin)
                        : rows.askToStop(connection, task.id(), reason)
                                .invoke(asked -> refuseEnded(task, asked))
                                .replaceWithVoid());
    }

    private Uni<Void> tellEnd(
            SqlConnection connection, Task task, TaskState state, TaskError error, Instant now, Origin origin) {
        return journal.lastSeq(connection, task.id())
                .chain(last -> journal.insert(connection, List.of(StateEntry.at(task, last + 1, state, error, now))))
                .chain(() -> outbox.record(connection, TaskEvents.entered(task, state, error, now, origin)));
    }

    private static void refuseEnded(Task task, boolean asked) {
        if (!asked && task.state() != TaskState.CANCELLED) {
            throw Problem.conflict(
                    "task_ended", "The task is already " + task.state().word() + "; it never changes again.");
        }
    }

    /** A new task with the old one's input and loop history, the newest turn of its session; only of tasks that ended. */
    public Uni<TaskIntake.Accepted> retry(UUID id, Origin origin) {
        return retry(id, origin, (connection, task) -> Uni.createFrom().voidItem());
    }

    /** As above; what is written beside the new task may refuse it. */
    public Uni<TaskIntake.Accepted> retry(UUID id, Origin origin, TaskIntake.Beside beside) {
        return required(id).chain(old -> {
            if (!old.state().terminal()) {
                throw Problem.conflict(
                        "task_not_ended", "The task is still " + old.state().word() + ". Cancel it first.");
            }
            var again = new SubmitTask(
                    old.agentId(), old.input(), old.sessionId(), null, old.priority(), null, old.limits(), old.trial());
            return intake.accept(again, Provenance.retry(old), origin, beside);
        });
    }
}
