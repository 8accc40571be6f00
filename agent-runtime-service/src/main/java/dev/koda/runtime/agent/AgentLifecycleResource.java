package dev.koda.runtime.agent;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.origin.Origins;

/** What happens to an agent beyond editing: versions compared and taken back, work paused, copies. */
@Path("/api/control-plane/agents/{id}")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@RequiresScope("agents:write")
class AgentLifecycleResource {
    private final AgentService agents;
    private final CompiledPrompts prompts;
    private final Origins origins;
    private final Bridge bridge;

    AgentLifecycleResource(AgentService agents, CompiledPrompts prompts, Origins origins, Bridge bridge) {
        this.agents = agents;
        this.prompts = prompts;
        this.origins = origins;
        this.bridge = bridge;
    }

    /** Which version shall be at work. */
    record RollBack(@NotNull @Min(1) Integer version) {}

    /** Fields that differ, each with both values. */
    record VersionDiff(int from, int to, List<DefinitionDiff.Change> changes) {}

    @POST
    @Path("/rollback")
    public AgentView rollBack(@PathParam("id") UUID id, @Valid @NotNull RollBack body) {
        return change(origin -> agents.rollBack(id, body.version(), origin));
    }

    @POST
    @Path("/pause")
    public AgentView pause(@PathParam("id") UUID id) {
        return change(origin -> agents.pause(id, origin));
    }

    @POST
    @Path("/activate")
    public AgentView activate(@PathParam("id") UUID id) {
        return change(origin -> agents.activate(id, origin));
    }

    @POST
    @Path("/archive")
    public AgentView archive(@PathParam("id") UUID id) {
        return change(origin -> agents.archive(id, origin));
    }

    /** A new draft agent with this one's draft. */
    @POST
    @Path("/clone")
    @ResponseStatus(201)
    public AgentView copy(@PathParam("id") UUID id) {
        return change(origin -> agents.copy(id, origin));
    }

    @GET
    @Path("/versions/{from}/diff/{to}")
    @RolesAllowed(Roles.VIEWER)
    @RequiresScope("agents:read")
    public VersionDiff diff(@PathParam("id") UUID id, @PathParam("from") int from, @PathParam("to") int to) {
        AgentDefinition one = bridge.await(() -> agents.version(id, from)).definition();
        AgentDefinition other = bridge.await(() -> agents.version(id, to)).definition();
        return new VersionDiff(from, to, DefinitionDiff.between(one, other));
    }

    /** Exactly what a model gets at the start of a task: of the published version, or of the draft before the first. */
    @GET
    @Path("/compiled-prompt")
    @RolesAllowed(Roles.VIEWER)
    @RequiresScope("agents:read")
    public CompiledPrompts.CompiledPrompt compiledPrompt(@PathParam("id") UUID id) {
        Agent agent = bridge.await(() -> agents.required(id));
        AgentDefinition definition = agent.publishedVersion() == 0
                ? agent.draft()
                : bridge.await(() -> agents.version(id, agent.publishedVersion()))
                        .definition();
        return prompts.of(agent.publishedVersion(), definition);
    }

    private AgentView change(Function<Origin, Uni<Agent>> step) {
        Origin origin = origins.current();
        return AgentView.of(bridge.await(() -> step.apply(origin)));
    }
}
