package dev.koda.auth.onboarding;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** How far the house is set up. */
@Path("/api/control-plane/onboarding")
class OnboardingResource {

    private final OnboardingService onboarding;
    private final CurrentCaller caller;

    OnboardingResource(OnboardingService onboarding, CurrentCaller caller) {
        this.onboarding = onboarding;
        this.caller = caller;
    }

    @GET
    @Path("/status")
    @PermitAll
    public Uni<OnboardingService.OnboardingStatus> status() {
        return onboarding.status();
    }

    @GET
    @Path("/checklist")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Checklist> checklist() {
        return onboarding.checklist(caller.get());
    }
}
