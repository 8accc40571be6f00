package dev.koda.auth.credential;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.bootstrap.SetupCodes;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.origin.HostOnly;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** The way back when all codes are lost: {@code koda auth reset-owner}. */
@Path("/api/control-plane/auth/owner")
class OwnerResetResource {

    private final OwnerResetService resets;
    private final CurrentCaller caller;
    private final CurrentClient client;

    OwnerResetResource(OwnerResetService resets, CurrentCaller caller, CurrentClient client) {
        this.resets = resets;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @Path("/reset")
    @RolesAllowed(Roles.OWNER)
    public Uni<SetupCodes.IssuedCode> reset(@Valid @NotNull ResetOwner body) {
        HostOnly.require(caller.get());
        return resets.reset(body.email(), client.get());
    }

    /** E-mail of the owner, typed to be sure. */
    record ResetOwner(@NotBlank @Size(max = 254) String email) {}
}
