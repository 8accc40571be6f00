package dev.koda.auth.token;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.auth.listing.IdPages;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.session.CallerSession;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** The API tokens of whoever is signed in; a token cannot make tokens. */
@Path("/api/control-plane/auth/tokens")
class ApiTokenResource {

    private final ApiTokenService tokens;
    private final CurrentCaller caller;
    private final CurrentClient client;

    ApiTokenResource(ApiTokenService tokens, CurrentCaller caller, CurrentClient client) {
        this.tokens = tokens;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Roles.VIEWER)
    public Uni<ApiTokenView> create(@Valid @NotNull NewToken body) {
        return tokens.create(body, caller.get(), client.get());
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Page<ApiTokenView>> list(@RestQuery Integer limit, @RestQuery String cursor) {
        UUID operator = CallerSession.operator(caller.get());
        return IdPages.of(cursor, limit, (after, size) -> tokens.list(operator, after, size), ApiTokenView::id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Void> revoke(@RestPath UUID id) {
        return tokens.revoke(id, caller.get(), client.get());
    }
}
