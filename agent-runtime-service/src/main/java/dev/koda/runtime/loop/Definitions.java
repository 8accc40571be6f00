package dev.koda.runtime.loop;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.agent.AgentDefinition;
import dev.koda.runtime.agent.DefinitionJson;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskEnd;
import dev.koda.runtime.task.TaskError;

/** The definition a task runs on: the version it was accepted with, or the draft it tries. */
@ApplicationScoped
class Definitions {
    private final Pool pool;
    private final Bridge bridge;

    Definitions(Pool pool, Bridge bridge) {
        this.pool = pool;
        this.bridge = bridge;
    }

    /** Ends the run where the version is gone, as after a restore of an older state: waiting would not bring it back. */
    AgentDefinition of(Task task) {
        if (task.trial()) {
            return DefinitionJson.read(task.trialDefinition());
        }
        return DefinitionJson.read(Optional.ofNullable(bridge.read(() -> published(task)))
                .orElseThrow(() -> new RunEnds(TaskEnd.failed(TaskError.of(
                        "agent_version_missing",
                        "Version " + task.agentVersion()
                                + " of the agent, which the task was accepted with, is not there.",
                        "Publish the agent again and retry the task.")))));
    }

    private Uni<String> published(Task task) {
        return pool.preparedQuery("SELECT definition FROM agent_version WHERE agent_id = $1 AND version = $2")
                .execute(Tuple.of(task.agentId(), task.agentVersion()))
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getString(0) : null);
    }
}
