package dev.koda.auth.status;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** Who am I. */
@Path("/api/control-plane/auth/status")
class StatusResource {

    private final StatusService status;
    private final CurrentCaller caller;

    StatusResource(StatusService status, CurrentCaller caller) {
        this.status = status;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<StatusView> status() {
        return status.of(caller.get());
    }
}
