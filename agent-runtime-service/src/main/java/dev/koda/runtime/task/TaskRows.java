package dev.koda.runtime.task;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.problem.Problem;

/** The SQL by which the API writes tasks; claims and ends of running ones are the workers'. */
@ApplicationScoped
public class TaskRows {
    private static final String INSERT = """
            INSERT INTO task (id, agent_id, agent_version, trial_definition, operator_id, operator_name, channel,
              session_id, turn, parent_task_id, parent_seq, depth, retry_of, input, limits, priority, deadline, state,
              ready_at, created_at, agent_name, traceparent)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'queued', $18, $18,
                    $19, $20)""";

    private static final String CLAIM_KEY = """
            INSERT INTO task_key (operator_id, idempotency_key, task_id, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING""";

    private static final String NEXT_TURN = """
            INSERT INTO session (id, agent_id, turns, created_at, last_at) VALUES ($1, $2, 1, $3, $3)
            ON CONFLICT (id) DO UPDATE SET turns = session.turns + 1, last_at = $3 RETURNING turns, agent_id""";

    private static final String END_PARKED = """
            UPDATE task SET state = $2, finished_at = $3, error = $4, lease_epoch = lease_epoch + 1
             WHERE id = $1 AND state IN ('queued', 'waiting_approval', 'waiting_retry')""";

    private final TaskColumns columns;

    TaskRows(TaskColumns columns) {
        this.columns = columns;
    }

    Uni<Void> insert(SqlClient client, Task task) {
        Tuple values = Tuple.tuple()
                .addUUID(task.id())
                .addUUID(task.agentId())
                .addInteger(task.agentVersion())
                .addString(task.trialDefinition())
                .addString(task.operatorId())
                .addString(task.operatorName())
                .addString(task.channel())
                .addUUID(task.sessionId())
                .addInteger(task.turn())
                .addUUID(task.parentTaskId())
                .addInteger(task.parentSeq())
                .addInteger(task.depth())
                .addUUID(task.retryOf())
                .addString(task.input())
                .addString(columns.write(task.limits()))
                .addShort((short) task.priority())
                .addOffsetDateTime(task.deadline() == null ? null : utc(task.deadline()))
                .addOffsetDateTime(utc(task.createdAt()))
                .addString(task.agentName())
                .addString(task.traceparent());
        return client.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    /** Empty when the key is now this task's; else the task that had it before. */
    Uni<Optional<UUID>> claimKey(SqlClient client, String operator, String key, UUID task, Instant now) {
        return client.preparedQuery(CLAIM_KEY)
                .execute(Tuple.of(operator, key, task, utc(now)))
                .chain(inserted -> inserted.rowCount() == 1
                        ? Uni.createFrom().item(Optional.<UUID>empty())
                        : client.preparedQuery(
                                        "SELECT task_id FROM task_key WHERE operator_id = $1 AND idempotency_key = $2")
                                .execute(Tuple.of(operator, key))
                                .map(found ->
                                        Optional.of(found.iterator().next().getUUID(0))));
    }

    /** Queued tasks of the operator; holds off the operator's other submissions until commit, so the count is exact. */
    Uni<Integer> queuedOf(SqlClient client, String operator) {
        return client.preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended('koda.queue:' || $1, 0))")
                .execute(Tuple.of(operator))
                .chain(() -> client.preparedQuery(
                                "SELECT count(*) FROM task WHERE operator_id = $1 AND state = 'queued'")
                        .execute(Tuple.of(operator)))
                .map(count -> count.iterator().next().getInteger(0));
    }

    /** The place of a new task in its session, which is made on first use and belongs to one agent. */
    Uni<Integer> nextTurn(SqlClient client, UUID session, UUID agent, Instant now) {
        return client.preparedQuery(NEXT_TURN)
                .execute(Tuple.of(session, agent, utc(now)))
                .map(rows -> rows.iterator().next())
                .invoke(row -> {
                    if (!row.getUUID("agent_id").equals(agent)) {
                        throw Problem.conflict(
                                "session_of_other_agent", "The session belongs to another agent. Start a new one.");
                    }
                })
                .map(row -> row.getInteger("turns"));
    }

    /** Ends a task that no worker holds; false when one does, or when it has ended. */
    Uni<Boolean> endParked(SqlClient client, UUID id, TaskState state, TaskError error, Instant now) {
        return client.preparedQuery(END_PARKED)
                .execute(Tuple.of(id, state.word(), utc(now), columns.write(error)))
                .map(updated -> updated.rowCount() == 1);
    }

    /** Asks the worker that holds the task to stop; false when none does. */
    Uni<Boolean> askToStop(SqlClient client, UUID id, String reason) {
        return client.preparedQuery(
                        "UPDATE task SET cancel_reason = coalesce(cancel_reason, $2) WHERE id = $1 AND state = 'running'")
                .execute(Tuple.of(id, reason))
                .map(updated -> updated.rowCount() == 1);
    }

    public Uni<Task> required(SqlClient client, UUID id) {
        return client.preparedQuery("SELECT " + TaskColumns.ALL + " FROM task WHERE id = $1")
                .execute(Tuple.of(id))
                .map(this::first)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("task_not_found", "There is no task " + id + "."));
    }

    private Task first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? columns.task(rows.iterator().next()) : null;
    }

    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
