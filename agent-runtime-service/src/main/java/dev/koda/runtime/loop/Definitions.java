package dev.koda.runtime.loop;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.agent.AgentDefinition;
import dev.koda.runtime.agent.DefinitionJson;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.task.Task;

/** The definition a task runs on: the version it was accepted with, or the draft it tries. */
@ApplicationScoped
class Definitions {
    private final Pool pool;
    private final Bridge bridge;

    Definitions(Pool pool, Bridge bridge) {
        this.pool = pool;
        this.bridge = bridge;
    }

    AgentDefinition of(Task task) {
        return DefinitionJson.read(task.trial() ? task.trialDefinition() : bridge.await(() -> published(task)));
    }

    private Uni<String> published(Task task) {
        return pool.preparedQuery("SELECT definition FROM agent_version WHERE agent_id = $1 AND version = $2")
                .execute(Tuple.of(task.agentId(), task.agentVersion()))
                .map(rows -> rows.iterator().next().getString(0));
    }
}
