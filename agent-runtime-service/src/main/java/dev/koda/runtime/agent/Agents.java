package dev.koda.runtime.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;

/** The agents of this installation. */
@ApplicationScoped
class Agents implements PanacheRepositoryBase<Agent, UUID> {

    Uni<Agent> required(UUID id) {
        return findById(id)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("agent_not_found", "There is no agent " + id + "."));
    }

    /** Newest first, after the given id; those the product keeps for itself are left out. */
    Uni<List<Agent>> page(Optional<AgentStatus> status, Optional<UUID> after, int limit) {
        return find(
                        "createdBy <> 'system' and (?1 is null or status = ?1) and (?2 is null or id < ?2) order by id desc",
                        status.orElse(null),
                        after.orElse(null))
                .page(0, limit)
                .list();
    }
}
