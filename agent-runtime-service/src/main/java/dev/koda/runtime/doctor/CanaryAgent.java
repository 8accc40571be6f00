package dev.koda.runtime.doctor;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.agent.AgentDefinition;
import dev.koda.runtime.agent.DefinitionJson;
import dev.koda.runtime.task.TaskRows;
import dev.koda.runtime.tool.ToolGrant;

/** The agent the canary runs on; made when first needed, kept out of the operators' lists. */
@ApplicationScoped
class CanaryAgent {
    /** The same everywhere, so that replicas share it. */
    static final UUID ID = UUID.fromString("00000000-0000-7000-8000-0000000ca9a7");

    private static final String AGENT = """
            INSERT INTO agent (id, name, status, published_version, latest_version, draft, created_by, created_at,
                               updated_at, edits)
            VALUES ($1, 'canary', 'active', 1, 1, $2, 'system', $3, $3, 0) ON CONFLICT (id) DO NOTHING""";

    private static final String VERSION = """
            INSERT INTO agent_version (agent_id, version, definition, published_by, published_at)
            VALUES ($1, 1, $2, 'system', $3) ON CONFLICT DO NOTHING""";

    private final Pool pool;
    private final Clock clock;

    CanaryAgent(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<Void> ensure() {
        var definition = new AgentDefinition(
                "canary",
                "The doctor's own agent",
                "Do what you are asked.",
                "rehearsal/rehearsal-1",
                List.of(new ToolGrant("artifact.save", null, null)),
                null,
                null,
                null);
        Tuple values = Tuple.of(ID, DefinitionJson.write(definition), TaskRows.utc(clock.instant()));
        return pool.withTransaction(connection -> connection
                        .preparedQuery(AGENT)
                        .execute(values)
                        .chain(() -> connection.preparedQuery(VERSION).execute(values)))
                .replaceWithVoid();
    }
}
