package dev.koda.runtime.agent;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.Outbox;
import dev.koda.runtime.origin.Origin;

/** What can be done with agents; each method is one transaction, with its audit entry and its event. */
@ApplicationScoped
class AgentService {
    private final Agents agents;
    private final AgentVersions versions;
    private final Outbox outbox;
    private final Clock clock;
    private final Ids ids;

    AgentService(Agents agents, AgentVersions versions, Outbox outbox, Clock clock, Ids ids) {
        this.agents = agents;
        this.versions = versions;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    @WithTransaction
    Uni<Agent> create(AgentDefinition definition, Origin origin) {
        var agent = new Agent(ids.next(), definition, origin.name(), clock.instant());
        return agents.persist(agent).call(() -> tell(agent, "agent.created", origin));
    }

    @WithTransaction
    Uni<Agent> edit(UUID id, EditAgent changes) {
        return agents.required(id)
                .invoke(agent -> agent.edit(changes.applyTo(agent.draft()), clock.instant()))
                .call(agent -> outbox.record(AgentChanged.of(agent)));
    }

    @WithTransaction
    Uni<Agent> publish(UUID id, Origin origin) {
        return agents.required(id)
                .call(agent -> versions.persist(agent.publish(origin.name(), clock.instant())))
                .call(agent -> tell(agent, "agent.published", origin));
    }

    @WithTransaction
    Uni<Agent> rollBack(UUID id, int version, Origin origin) {
        return agents.required(id)
                .call(() -> versions.required(id, version))
                .invoke(agent -> agent.rollBackTo(version, clock.instant()))
                .call(agent -> tell(agent, "agent.rolled_back", origin));
    }

    @WithTransaction
    Uni<Agent> pause(UUID id, Origin origin) {
        return change(id, agent -> agent.pause(clock.instant()), "agent.paused", origin);
    }

    @WithTransaction
    Uni<Agent> activate(UUID id, Origin origin) {
        return change(id, agent -> agent.activate(clock.instant()), "agent.activated", origin);
    }

    @WithTransaction
    Uni<Agent> archive(UUID id, Origin origin) {
        return change(id, agent -> agent.archive(clock.instant()), "agent.archived", origin);
    }

    /** A new draft with the draft of another, archived ones included. */
    @WithTransaction
    Uni<Agent> copy(UUID id, Origin origin) {
        return agents.required(id).chain(original -> {
            AgentDefinition draft = original.draft();
            return create(draft.named(draft.name() + " copy"), origin);
        });
    }

    @WithSession
    Uni<Agent> required(UUID id) {
        return agents.required(id);
    }

    @WithSession
    Uni<List<Agent>> page(Optional<AgentStatus> status, Optional<UUID> after, int limit) {
        return agents.page(status, after, limit);
    }

    @WithSession
    Uni<List<AgentVersion>> versions(UUID id, int before, int most) {
        return agents.required(id).chain(() -> versions.of(id, before, most));
    }

    @WithSession
    Uni<AgentVersion> version(UUID id, int version) {
        return agents.required(id).chain(() -> versions.required(id, version));
    }

    private Uni<Agent> change(UUID id, Consumer<Agent> step, String audit, Origin origin) {
        return agents.required(id).invoke(step).call(agent -> tell(agent, audit, origin));
    }

    private Uni<Void> tell(Agent agent, String audit, Origin origin) {
        return outbox.record(
                AgentChanged.of(agent),
                origin.audit(audit)
                        .target("agent", agent.id().toString())
                        .detail("name", agent.name())
                        .detail("version", agent.publishedVersion())
                        .event(agent.id().toString()));
    }
}
