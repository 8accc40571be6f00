package dev.koda.runtime.dispatch;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskColumns;

/**
 * Takes tasks out of the queue, several in one statement.
 *
 * <p>Order: the agent with the fewest tasks at work goes first, so that no agent starves another; within an agent by
 * priority, then age. Of a session only the oldest live turn can be taken. Rows another worker is taking are skipped.
 */
@ApplicationScoped
class Claims {
    /** Left alone, PostgreSQL plans the claim anew each time, over every partition, which takes far longer than to claim. */
    private static final String PLAN_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan";

    static final String CLAIM =
            """
            WITH RECURSIVE step AS (
              (SELECT agent_id FROM task WHERE state IN ('queued', 'waiting_retry') ORDER BY agent_id LIMIT 1)
              UNION ALL
              SELECT (SELECT t.agent_id FROM task t
                       WHERE t.state IN ('queued', 'waiting_retry') AND t.agent_id > step.agent_id
                       ORDER BY t.agent_id LIMIT 1) FROM step WHERE step.agent_id IS NOT NULL),
            busy AS (SELECT agent_id, count(*) AS tasks FROM task WHERE state = 'running' GROUP BY agent_id),
            candidate AS (
              SELECT c.id, coalesce(busy.tasks, 0)
                           + row_number() OVER (PARTITION BY step.agent_id ORDER BY c.priority DESC, c.id) AS share
                FROM step LEFT JOIN busy USING (agent_id)
               CROSS JOIN LATERAL (
                 SELECT t.id, t.priority FROM task t
                  WHERE t.agent_id = step.agent_id AND t.state IN ('queued', 'waiting_retry') AND t.ready_at <= now()
                    AND (t.session_id IS NULL OR NOT EXISTS (
                          SELECT 1 FROM task s WHERE s.session_id = t.session_id AND s.turn < t.turn
                             AND s.state IN ('queued', 'running', 'waiting_approval', 'waiting_retry')))
                  ORDER BY t.priority DESC, t.id
                  LIMIT least($3 * 2, greatest($4 - coalesce(busy.tasks, 0), 0))) c
               WHERE step.agent_id IS NOT NULL),
            fair AS (SELECT id, share FROM candidate ORDER BY share, id LIMIT $3 * 2),
            taken AS (
              SELECT t.id FROM task t JOIN fair ON fair.id = t.id WHERE t.state IN ('queued', 'waiting_retry')
               ORDER BY fair.share, t.id LIMIT $3 FOR UPDATE OF t SKIP LOCKED)
            UPDATE task t SET state = 'running', lease_owner = $1, lease_epoch = t.lease_epoch + 1,
                   lease_expires_at = now() + make_interval(secs => $2), started_at = coalesce(t.started_at, now())
              FROM taken WHERE t.id = taken.id
            RETURNING %s""".formatted("t." + TaskColumns.ALL.replace(", ", ", t.")).replaceAll("\\s+", " ");

    private final Pool pool;
    private final TaskColumns columns;
    private final RuntimeConfig config;

    Claims(Pool pool, TaskColumns columns, RuntimeConfig config) {
        this.pool = pool;
        this.columns = columns;
        this.config = config;
    }

    /** Up to so many tasks, now under the worker's lease with the epoch they carry. */
    Uni<List<Task>> claim(UUID worker, int most) {
        Tuple values = Tuple.of(
                worker,
                config.worker().lease().toMillis() / 1000.0,
                most,
                config.worker().perAgent());
        return pool.withTransaction(
                        connection -> connection.query(PLAN_ONCE).execute().chain(() -> connection
                                .preparedQuery(CLAIM)
                                .execute(values)))
                .map(rows -> rows.stream().map(columns::task).toList());
    }
}
