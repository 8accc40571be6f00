package dev.koda.auth.session;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import dev.koda.auth.listing.IdPages;
import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** The sessions of whoever is signed in. */
@Path("/api/control-plane/auth")
class SessionResource {

    private final SessionService sessions;
    private final SessionCookie cookie;
    private final CurrentCaller caller;
    private final CurrentClient client;

    SessionResource(SessionService sessions, SessionCookie cookie, CurrentCaller caller, CurrentClient client) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @Path("/sessions")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Page<SessionView>> list(@RestQuery Integer limit, @RestQuery String cursor) {
        Caller asking = caller.get();
        UUID operator = CallerSession.operator(asking);
        String current = CallerSession.id(asking).toString();
        return IdPages.of(
                cursor, limit, (after, size) -> sessions.list(operator, current, after, size), SessionView::id);
    }

    @DELETE
    @Path("/sessions/{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Void> revoke(@RestPath UUID id) {
        return end(id, RevocationReason.REVOKED);
    }

    @POST
    @Path("/sessions/revoke-others")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Revoked> revokeOthers() {
        Caller asking = caller.get();
        return sessions.revokeOthers(
                        CallerSession.operator(asking), CallerSession.id(asking), Actors.of(asking), client.get())
                .map(Revoked::new);
    }

    @POST
    @Path("/logout")
    @RolesAllowed(Roles.VIEWER)
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<RestResponse<Void>> logout() {
        return end(CallerSession.id(caller.get()), RevocationReason.LOGOUT)
                .map(ended -> ResponseBuilder.<Void>noContent()
                        .cookie(cookie.cleared())
                        .build());
    }

    private Uni<Void> end(UUID session, RevocationReason reason) {
        Caller asking = caller.get();
        return sessions.revoke(CallerSession.operator(asking), session, reason, Actors.of(asking), client.get());
    }

    /** How many sessions ended. */
    record Revoked(int revoked) {}
}
