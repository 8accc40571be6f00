package dev.koda.runtime.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        // PostgreSQL cannot tell the type of a parameter that is only compared with null, so absent ones are left out
        Map<String, Object> given = new HashMap<>();
        StringBuilder query = new StringBuilder("createdBy <> 'system'");
        status.ifPresent(wanted -> {
            query.append(" and status = :status");
            given.put("status", wanted);
        });
        after.ifPresent(last -> {
            query.append(" and id < :last");
            given.put("last", last);
        });
        return find(query + " order by id desc", given).page(0, limit).list();
    }
}
