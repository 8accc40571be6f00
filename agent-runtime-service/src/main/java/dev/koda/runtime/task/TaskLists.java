package dev.koda.runtime.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Page;

/** Reads many tasks: pages, counts and the queue. */
@ApplicationScoped
class TaskLists {
    private static final String COUNTS = "SELECT state, count(*) AS tasks FROM task" + " WHERE channel <> '"
            + Provenance.CANARY + "' GROUP BY state";

    private static final String QUEUE = """
            SELECT agent_id, count(*) AS queued, min(created_at) AS oldest,
                   (SELECT count(*) FROM task r WHERE r.agent_id = t.agent_id AND r.state = 'running') AS running
              FROM task t WHERE state = 'queued' GROUP BY agent_id ORDER BY min(created_at) LIMIT $1""";

    private final Pool pool;
    private final TaskColumns columns;

    TaskLists(Pool pool, TaskColumns columns) {
        this.pool = pool;
        this.columns = columns;
    }

    /** Newest first. */
    Uni<Page<TaskView>> page(TaskFilter filter, int limit) {
        TaskFilter.Where where = filter.where();
        String sql = "SELECT " + TaskColumns.PREVIEW + " FROM task WHERE " + where.sql() + " ORDER BY id DESC LIMIT "
                + (limit + 1);
        return pool.preparedQuery(sql).execute(where.values()).map(rows -> {
            List<Task> found = rows.stream().map(columns::task).toList();
            return Page.of(found, limit, last -> Cursor.encode(last.id().toString()))
                    .map(TaskView::of);
        });
    }

    /** How many tasks are in each state, those with none included; of those that lists show, so without canaries. */
    Uni<Map<String, Long>> counts() {
        return pool.preparedQuery(COUNTS).execute().map(rows -> {
            Map<String, Long> counts = new TreeMap<>();
            for (TaskState state : TaskState.values()) {
                counts.put(state.word(), 0L);
            }
            rows.forEach(row -> counts.put(row.getString("state"), row.getLong("tasks")));
            return counts;
        });
    }

    /** What waits, by agent, longest first. */
    Uni<List<QueuedAgent>> queue(int most) {
        return pool.preparedQuery(QUEUE)
                .execute(Tuple.of(most))
                .map(rows -> rows.stream().map(QueuedAgent::of).toList());
    }
}
