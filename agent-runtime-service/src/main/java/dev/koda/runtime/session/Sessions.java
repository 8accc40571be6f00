package dev.koda.runtime.session;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.problem.page.Page;
import dev.koda.runtime.task.TaskRows;

/** Reads conversations. Their turns are tasks: {@code GET /tasks?session_id=}. */
@ApplicationScoped
class Sessions {
    private static final String PAGE = """
            SELECT s.id, s.agent_id, s.turns, s.created_at, s.last_at, newest.agent_name, newest.task_id, newest.state,
                   (SELECT left(f.input, 120) FROM task f WHERE f.session_id = s.id ORDER BY f.turn LIMIT 1) AS title
              FROM (SELECT * FROM session
                     WHERE ($1::uuid IS NULL OR agent_id = $1)
                       AND ($2::timestamptz IS NULL OR (last_at, id) < ($2, $3::uuid))
                     ORDER BY last_at DESC, id DESC LIMIT $4) s
              LEFT JOIN LATERAL (SELECT t.id AS task_id, t.agent_name, t.state FROM task t
                                  WHERE t.session_id = s.id ORDER BY t.turn DESC LIMIT 1) newest ON true
             ORDER BY s.last_at DESC, s.id DESC""";

    private final Pool pool;

    Sessions(Pool pool) {
        this.pool = pool;
    }

    /** Newest activity first, from behind the given place; the agent and the place may be null. */
    Uni<Page<SessionView>> page(UUID agentId, SessionPlace behind, int limit) {
        Tuple values = Tuple.tuple()
                .addUUID(agentId)
                .addOffsetDateTime(behind == null ? null : TaskRows.utc(behind.updatedAt()))
                .addUUID(behind == null ? null : behind.id())
                .addInteger(limit + 1);
        return pool.preparedQuery(PAGE).execute(values).map(rows -> {
            List<SessionView> found = rows.stream().map(SessionView::of).toList();
            return Page.of(found, limit, last -> SessionPlace.of(last).cursor());
        });
    }
}
