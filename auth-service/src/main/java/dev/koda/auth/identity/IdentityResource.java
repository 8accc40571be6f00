package dev.koda.auth.identity;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Roles;

/** For the gateway alone: what a cookie or bearer is worth. */
@Path("/internal/identity")
class IdentityResource {

    private final IdentityService identities;

    IdentityResource(IdentityService identities) {
        this.identities = identities;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    public Uni<Identity> identify(@Valid @NotNull IdentityRequest body) {
        return identities
                .identify(body)
                .map(found -> found.orElseThrow(() -> Problem.unauthorized(
                        "authentication_required", "Sign in: this session or token is unknown, revoked or expired.")));
    }
}
