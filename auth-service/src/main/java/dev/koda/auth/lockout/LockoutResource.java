package dev.koda.auth.lockout;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.auth.listing.IdPages;
import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Locked accounts, for admins and for {@code koda auth unlock}. */
@Path("/api/control-plane/auth/lockouts")
@RequiresScope("admin")
class LockoutResource {

    private final LockoutService lockouts;
    private final CurrentCaller caller;
    private final CurrentClient client;

    LockoutResource(LockoutService lockouts, CurrentCaller caller, CurrentClient client) {
        this.lockouts = lockouts;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    public Uni<Page<LockoutView>> list(@RestQuery Integer limit, @RestQuery String cursor) {
        return IdPages.of(cursor, limit, lockouts::list, LockoutView::id);
    }

    @POST
    @Path("/unlock")
    @RolesAllowed(Roles.ADMIN)
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> unlock(@Valid @NotNull Unlock body) {
        return lockouts.unlock(body.identifier(), Actors.of(caller.get()), client.get());
    }

    /** E-mail or user name of the locked account. */
    record Unlock(@NotBlank @Size(max = 254) String identifier) {}
}
