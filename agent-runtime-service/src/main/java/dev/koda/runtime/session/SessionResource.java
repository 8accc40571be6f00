package dev.koda.runtime.session;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Conversations over HTTP; what was said in one is its tasks. */
@Path("/api/runtime/sessions")
@RolesAllowed(Roles.VIEWER)
@RequiresScope("tasks:read")
class SessionResource {
    private final Sessions sessions;

    SessionResource(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Newest activity first. */
    @GET
    public Uni<Page<SessionView>> list(
            @QueryParam("agent_id") UUID agentId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return sessions.page(agentId, cursor == null ? null : SessionPlace.of(cursor), Limits.of(limit));
    }
}
