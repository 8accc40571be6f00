package dev.koda.runtime.agent;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;

/** The frozen versions of agents. */
@ApplicationScoped
class AgentVersions implements PanacheRepositoryBase<AgentVersion, AgentVersion.Key> {

    Uni<AgentVersion> required(UUID agentId, int version) {
        return findById(new AgentVersion.Key(agentId, version))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound(
                        "agent_version_not_found", "Agent " + agentId + " has no version " + version + "."));
    }

    /** Newest first, below the given version. */
    Uni<List<AgentVersion>> of(UUID agentId, int before, int most) {
        return find("key.agentId = ?1 and key.version < ?2 order by key.version desc", agentId, before)
                .page(0, most)
                .list();
    }
}
