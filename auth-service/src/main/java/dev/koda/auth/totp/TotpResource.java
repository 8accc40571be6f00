package dev.koda.auth.totp;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.koda.auth.origin.CurrentClient;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** The second factor of whoever is signed in. */
@Path("/api/control-plane/auth/totp")
class TotpResource {

    private final TotpService totps;
    private final CurrentCaller caller;
    private final CurrentClient client;

    TotpResource(TotpService totps, CurrentCaller caller, CurrentClient client) {
        this.totps = totps;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<TotpService.TotpState> state() {
        return totps.state(caller.get());
    }

    @POST
    @Path("/enrol")
    @RolesAllowed(Roles.VIEWER)
    public Uni<TotpService.Enrolment> enrol() {
        return totps.enrol(caller.get());
    }

    @POST
    @Path("/confirm")
    @RolesAllowed(Roles.VIEWER)
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> confirm(@Valid @NotNull ConfirmTotp body) {
        return totps.confirm(caller.get(), body.code(), client.get());
    }

    @DELETE
    @RolesAllowed(Roles.VIEWER)
    public Uni<Void> remove() {
        return totps.remove(caller.get(), client.get());
    }

    record ConfirmTotp(@NotBlank @Size(max = 16) String code) {}
}
