package dev.koda.runtime.task;

import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.agent.AgentDefinition;
import dev.koda.runtime.agent.AgentStatus;
import dev.koda.runtime.agent.DefinitionJson;

/** What accepting a task needs to know of an agent, read in the transaction that accepts. */
record AgentAtWork(UUID id, AgentStatus status, int publishedVersion, String draft, String published) {
    static final String QUERY = "SELECT a.id, a.status, a.published_version, a.draft, v.definition FROM agent a"
            + " LEFT JOIN agent_version v ON v.agent_id = a.id AND v.version = a.published_version WHERE a.id = $1";

    static AgentAtWork of(Row row) {
        return new AgentAtWork(
                row.getUUID("id"),
                AgentStatus.of(row.getString("status")),
                row.getInteger("published_version"),
                row.getString("draft"),
                row.getString("definition"));
    }

    /** Refuses what the agent's state does not allow. */
    void refuseUnlessOpen(boolean trial) {
        switch (status) {
            case ARCHIVED -> throw Problem.conflict("agent_archived", "The agent is archived and takes no task.");
            case PAUSED -> throw Problem.conflict("agent_paused", "The agent is paused. Activate it first.");
            case DRAFT -> {
                if (!trial) {
                    throw Problem.conflict(
                            "agent_not_published", "The agent was never published. Publish it, or try its draft.");
                }
            }
            case ACTIVE -> {
                // open
            }
        }
    }

    int version(boolean trial) {
        return trial ? 0 : publishedVersion;
    }

    AgentDefinition definition(boolean trial) {
        return DefinitionJson.read(trial ? draft : published);
    }
}
