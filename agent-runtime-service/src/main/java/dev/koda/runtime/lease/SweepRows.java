package dev.koda.runtime.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskColumns;
import dev.koda.runtime.task.TaskRecovery;

/** The SQL by which tasks are taken from lost workers. */
@ApplicationScoped
class SweepRows {
    /** Tasks per round; the rest comes in the next, a moment later. */
    private static final int BATCH = 500;

    /** After a restart of the server no lock is held until its holder has come back. */
    private static final String FREE_LOCKS = """
            SELECT lease_owner FROM (SELECT DISTINCT lease_owner FROM task WHERE state = 'running') o
             WHERE lease_owner <> $1 AND pg_postmaster_start_time() < now() - make_interval(secs => $2)
               AND pg_try_advisory_xact_lock(('x' || right(replace(lease_owner::text, '-', ''), 16))::bit(64)::bigint)""";

    /** A wait for another try is progress too: its worker had let go in good order, and the fault lay elsewhere. */
    private static final String TAKE_BACK = """
            WITH lost AS (
              SELECT id FROM task WHERE state = 'running' AND (lease_expires_at < now() OR lease_owner = ANY($1::uuid[]))
               ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED),
            progress AS (
              SELECT lost.id, coalesce((SELECT max(seq) FROM journal j
                                         WHERE j.task_id = lost.id AND (j.entry = 'finished' OR j.kind = 'retry')), 0) AS seq
                FROM lost)
            UPDATE task t SET
                   state = CASE WHEN p.seq <= t.recovered_seq AND t.recoveries >= $3 THEN 'dead_lettered' ELSE 'queued' END,
                   finished_at = CASE WHEN p.seq <= t.recovered_seq AND t.recoveries >= $3 THEN now() END,
                   recoveries = CASE WHEN p.seq > t.recovered_seq THEN 1 ELSE t.recoveries + 1 END,
                   recovered_seq = p.seq, ready_at = now(), lease_owner = NULL, lease_expires_at = NULL,
                   lease_epoch = t.lease_epoch + 1
              FROM progress p WHERE t.id = p.id
            RETURNING %s""".formatted("t." + TaskColumns.ALL.replace(", ", ", t."));

    private final Pool pool;
    private final TaskColumns columns;
    private final JournalRows journal;
    private final Outbox outbox;
    private final Clock clock;

    SweepRows(Pool pool, TaskColumns columns, JournalRows journal, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.columns = columns;
        this.journal = journal;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Owners of running tasks, other than the asker, whose process is gone.
     *
     * @param allBack how long the server must have been up, so that every worker has had time to take its lock
     */
    Uni<Set<UUID>> ownersWithFreeLock(UUID asker, Duration allBack) {
        Tuple values = Tuple.of(asker, allBack.toMillis() / 1000.0);
        return pool.preparedQuery(FREE_LOCKS).execute(values).map(rows -> {
            Set<UUID> owners = new HashSet<>();
            rows.forEach(row -> owners.add(row.getUUID(0)));
            return owners;
        });
    }

    /** Takes back expired leases and those of the dead, and says how many. */
    Uni<Integer> takeBack(Set<UUID> dead) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(TAKE_BACK)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(dead.toArray(UUID[]::new))
                        .addInteger(BATCH)
                        .addInteger(TaskRecovery.MOST_WITHOUT_PROGRESS))
                .map(rows -> rows.stream().map(columns::task).toList())
                .call(tasks -> tell(connection, tasks))
                .map(List::size));
    }

    private Uni<Void> tell(SqlConnection connection, List<Task> tasks) {
        if (tasks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<JournalEntry> entries = new ArrayList<>();
        List<OutboxEvent> events = new ArrayList<>();
        return Multi.createFrom()
                .iterable(tasks)
                .onItem()
                .transformToUniAndConcatenate(task -> journal.lastSeq(connection, task.id())
                        .invoke(last -> {
                            entries.addAll(TaskRecovery.entries(task, last, now));
                            events.addAll(TaskRecovery.events(task, now));
                        })
                        .chain(() -> TaskRecovery.deadLetter(connection, task, now)))
                .collect()
                .asList()
                .chain(() -> journal.insert(connection, entries))
                .chain(() -> outbox.record(connection, events));
    }
}
