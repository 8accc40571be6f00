package dev.koda.runtime.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.origin.Origins;

/** Agents over HTTP. On virtual threads, because checking a definition asks another service. */
@Path("/api/control-plane/agents")
@RunOnVirtualThread
@RolesAllowed(Roles.VIEWER)
@RequiresScope("agents:read")
public class AgentResource {
    private static final String WRITE = "agents:write";

    private final AgentService agents;
    private final DefinitionCheck check;
    private final Origins origins;
    private final Bridge bridge;

    AgentResource(AgentService agents, DefinitionCheck check, Origins origins, Bridge bridge) {
        this.agents = agents;
        this.check = check;
        this.origins = origins;
        this.bridge = bridge;
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope(WRITE)
    public AgentView create(@Valid @NotNull NewAgent body) throws InterruptedException {
        AgentDefinition definition = body.definition();
        check.draft(definition);
        var origin = origins.current();
        return AgentView.of(bridge.await(() -> agents.create(definition, origin)));
    }

    @GET
    public Page<AgentView> list(
            @QueryParam("status") String status,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        int most = Limits.of(limit);
        Optional<AgentStatus> wanted = status(status);
        Optional<UUID> after = Optional.ofNullable(cursor).map(Cursor::decodeId);
        List<Agent> rows = bridge.await(() -> agents.page(wanted, after, most + 1));
        return Page.of(rows, most, last -> Cursor.encode(last.id().toString())).map(AgentView::of);
    }

    @GET
    @Path("/{id}")
    public AgentView get(@PathParam("id") UUID id) {
        return AgentView.of(bridge.await(() -> agents.required(id)));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope(WRITE)
    public AgentView edit(@PathParam("id") UUID id, @Valid @NotNull EditAgent body) throws InterruptedException {
        check.draft(body.applyTo(bridge.await(() -> agents.required(id)).draft()));
        return AgentView.of(bridge.await(() -> agents.edit(id, body)));
    }

    @POST
    @Path("/{id}/publish")
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope(WRITE)
    public AgentView publish(@PathParam("id") UUID id) throws InterruptedException {
        check.publishable(bridge.await(() -> agents.required(id)).draft());
        var origin = origins.current();
        return AgentView.of(bridge.await(() -> agents.publish(id, origin)));
    }

    @GET
    @Path("/{id}/versions")
    public Page<VersionView> versions(
            @PathParam("id") UUID id, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        int most = Limits.of(limit);
        int before = Optional.ofNullable(cursor).map(AgentResource::version).orElse(Integer.MAX_VALUE);
        List<AgentVersion> rows = bridge.await(() -> agents.versions(id, before, most + 1));
        return Page.of(rows, most, last -> Cursor.encode(Integer.toString(last.version())))
                .map(VersionView::of);
    }

    @GET
    @Path("/{id}/versions/{version}")
    public VersionView version(@PathParam("id") UUID id, @PathParam("version") int version) {
        return VersionView.of(bridge.await(() -> agents.version(id, version)));
    }

    private static Optional<AgentStatus> status(String given) {
        try {
            return Optional.ofNullable(given).map(AgentStatus::of);
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest("status_unknown", "status must be draft, active, paused or archived.")
                    .violation("status", "status_unknown", given);
        }
    }

    private static int version(String cursor) {
        try {
            return Integer.parseInt(Cursor.decode(cursor, 1).getFirst());
        } catch (NumberFormatException foreign) {
            throw Problem.badRequest("cursor_invalid", "The cursor is not one this list gave out. Start again without.")
                    .violation("cursor", "cursor_invalid", "not a cursor of this list");
        }
    }
}
