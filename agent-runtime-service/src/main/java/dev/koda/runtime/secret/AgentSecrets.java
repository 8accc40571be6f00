package dev.koda.runtime.secret;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.task.TaskRows;

/** Secrets of agents: written by operators, read by tools alone, never shown again. */
@ApplicationScoped
public class AgentSecrets {
    private static final String PUT = """
            INSERT INTO agent_secret (agent_id, name, sealed, hint, updated_at, updated_by)
            SELECT id, $2, $3, $4, $5, $6 FROM agent WHERE id = $1
            ON CONFLICT (agent_id, name) DO UPDATE SET sealed = $3, hint = $4, updated_at = $5, updated_by = $6""";

    /** Characters of a long value that may be shown, to tell one key from another. */
    private static final int HINT = 4;

    private static final int SHORTEST_HINTED = 12;

    private final Pool pool;
    private final SealedBox box;
    private final Bridge bridge;
    private final Clock clock;

    AgentSecrets(Pool pool, SealedBox box, Bridge bridge, Clock clock) {
        this.pool = pool;
        this.box = box;
        this.bridge = bridge;
        this.clock = clock;
    }

    /** A secret as it may be shown. */
    record Known(String name, String hint, Instant updatedAt, String updatedBy) {

        static Known of(Row row) {
            return new Known(
                    row.getString("name"),
                    row.getString("hint"),
                    row.getOffsetDateTime("updated_at").toInstant(),
                    row.getString("updated_by"));
        }
    }

    /** False when there is no such agent. */
    Uni<Boolean> put(UUID agent, String name, String value, String by) {
        String hint = value.length() < SHORTEST_HINTED ? "" : value.substring(value.length() - HINT);
        Tuple values = Tuple.tuple()
                .addUUID(agent)
                .addString(name)
                .addString(box.seal(value, place(agent, name)))
                .addString(hint)
                .addOffsetDateTime(TaskRows.utc(clock.instant()))
                .addString(by);
        return pool.preparedQuery(PUT).execute(values).map(written -> written.rowCount() == 1);
    }

    Uni<List<Known>> list(UUID agent) {
        return pool.preparedQuery(
                        "SELECT name, hint, updated_at, updated_by FROM agent_secret WHERE agent_id = $1 ORDER BY name")
                .execute(Tuple.of(agent))
                .map(rows -> rows.stream().map(Known::of).toList());
    }

    Uni<Boolean> delete(UUID agent, String name) {
        return pool.preparedQuery("DELETE FROM agent_secret WHERE agent_id = $1 AND name = $2")
                .execute(Tuple.of(agent, name))
                .map(deleted -> deleted.rowCount() == 1);
    }

    /** Opened, by environment name, for the tools of a run; called on virtual threads. */
    public Map<String, String> of(UUID agent) {
        Map<String, String> sealed = bridge.read(() -> sealed(agent));
        Map<String, String> open = new HashMap<>();
        sealed.forEach((name, value) -> open.put(name, box.open(value, place(agent, name))));
        return Map.copyOf(open);
    }

    private Uni<Map<String, String>> sealed(UUID agent) {
        return pool.preparedQuery("SELECT name, sealed FROM agent_secret WHERE agent_id = $1")
                .execute(Tuple.of(agent))
                .map(rows -> {
                    Map<String, String> values = new HashMap<>();
                    rows.forEach(row -> values.put(row.getString(0), row.getString(1)));
                    return values;
                });
    }

    private static String place(UUID agent, String name) {
        return agent + "/" + name;
    }
}
