package dev.koda.runtime.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.journal.JournalSignal;
import dev.koda.runtime.journal.Lease;
import dev.koda.runtime.journal.LeaseLost;
import dev.koda.runtime.journal.Outage;
import dev.koda.runtime.journal.TaskJournal;
import dev.koda.runtime.origin.Origin;

/**
 * Writes what must stand together: a task's state, the last rows of its journal, and the events about it. Fenced by
 * the lease; called on virtual threads.
 */
@ApplicationScoped
public class TaskSettlement {
    private static final String END = """
            UPDATE task SET state = $4, lease_owner = NULL, lease_expires_at = NULL, ready_at = coalesce($5, ready_at),
                   finished_at = $6, output = $7, error = $8, artifacts = $9, usage = $10,
                   wait_reason = $11
             WHERE id = $1 AND lease_owner = $2 AND lease_epoch = $3 AND state = 'running'""";

    /** FOR SHARE: here journal and events must not pass a takeover, and there is no next commit to notice it. */
    private static final String HELD = """
            SELECT 1 FROM task WHERE id = $1 AND lease_owner = $2 AND lease_epoch = $3 AND state = 'running' FOR SHARE""";

    /** Within the bridge's own patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Pool pool;
    private final TaskColumns columns;
    private final JournalRows journal;
    private final JournalSignal watchers;
    private final QueueSignal queue;
    private final Outbox outbox;
    private final Bridge bridge;
    private final Clock clock;

    TaskSettlement(
            Pool pool,
            TaskColumns columns,
            JournalRows journal,
            JournalSignal watchers,
            QueueSignal queue,
            Outbox outbox,
            Bridge bridge,
            Clock clock) {
        this.pool = pool;
        this.columns = columns;
        this.journal = journal;
        this.watchers = watchers;
        this.queue = queue;
        this.outbox = outbox;
        this.bridge = bridge;
        this.clock = clock;
    }

    /** Lets go of the task with everything its journal remembers; fails with {@link LeaseLost} when it is not ours. */
    public void settle(Task task, TaskJournal pen, TaskEnd end) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        pen.add(StateEntry.of(end.state(), end.output(), end.error()));
        List<JournalEntry> rows = pen.takeRemembered();
        List<OutboxEvent> events =
                new ArrayList<>(TaskEvents.entered(task, end.state(), end.error(), now, Origin.SYSTEM));
        events.addAll(end.accompaniment().events());
        // safe to repeat: if the commit had succeeded, the repeat finds the lease gone and says so
        bridge.await(() -> Outage.outlast(
                pool.withTransaction(connection -> end(connection, pen.lease(), end, now)
                        .chain(() -> journal.insert(connection, rows))
                        .chain(() -> end.accompaniment().rows().apply(connection))
                        .chain(() -> wakeParent(connection, task, end))
                        .chain(() -> outbox.record(connection, events))),
                PATIENCE));
        watchers.appended(Set.of(task.id()));
        queue.ready();
    }

    /** Commits what the journal remembers together with events about it, the task staying with its worker. */
    public void record(TaskJournal pen, List<OutboxEvent> events) {
        List<JournalEntry> rows = pen.takeRemembered();
        // safe to repeat: if the commit had succeeded, the primary key of the journal refuses the repeat as a whole
        bridge.await(() -> Outage.outlast(
                pool.withTransaction(connection -> held(connection, pen.lease())
                        .chain(() -> journal.insert(connection, rows))
                        .chain(() -> outbox.record(connection, events))),
                PATIENCE));
        watchers.appended(Set.of(pen.lease().taskId()));
    }

    private Uni<Void> end(SqlConnection connection, Lease lease, TaskEnd end, Instant now) {
        Tuple values = Tuple.tuple()
                .addUUID(lease.taskId())
                .addUUID(lease.owner())
                .addLong(lease.epoch())
                .addString(end.state().word())
                .addOffsetDateTime(end.readyAt() == null ? null : TaskRows.utc(end.readyAt()))
                .addOffsetDateTime(end.state().terminal() ? TaskRows.utc(now) : null)
                .addString(end.output())
                .addString(columns.write(end.error()))
                .addString(columns.write(end.artifacts()))
                .addString(columns.write(end.usage()))
                .addString(end.waitReason());
        return connection
                .preparedQuery(END)
                .execute(values)
                .invoke(updated -> refuseUnless(updated.rowCount() == 1, lease))
                .replaceWithVoid();
    }

    /** A task that delegated waits for its child's end, and is told at once. */
    private static Uni<Void> wakeParent(SqlConnection connection, Task task, TaskEnd end) {
        if (task.parentTaskId() == null || !end.state().terminal()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery("UPDATE task SET ready_at = now() WHERE id = $1 AND state = 'waiting_retry'")
                .execute(Tuple.of(task.parentTaskId()))
                .replaceWithVoid();
    }

    private Uni<Void> held(SqlConnection connection, Lease lease) {
        return connection
                .preparedQuery(HELD)
                .execute(Tuple.of(lease.taskId(), lease.owner(), lease.epoch()))
                .invoke(found -> refuseUnless(found.size() == 1, lease))
                .replaceWithVoid();
    }

    private static void refuseUnless(boolean held, Lease lease) {
        if (!held) {
            throw new LeaseLost(lease.taskId());
        }
    }
}
