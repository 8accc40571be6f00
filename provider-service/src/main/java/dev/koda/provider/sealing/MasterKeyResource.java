package dev.koda.provider.sealing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.provider.actor.CurrentActor;

/** Rotation of the master key over HTTP; resumable, so calling it again is always safe. */
@Path("/api/control-plane/providers/rotate-master-key")
class MasterKeyResource {

    private final MasterKeyRotation rotation;
    private final CurrentActor actor;

    MasterKeyResource(MasterKeyRotation rotation, CurrentActor actor) {
        this.rotation = rotation;
        this.actor = actor;
    }

    @POST
    @RolesAllowed(Roles.OWNER)
    @RequiresScope("admin")
    public Uni<RotationView> rotate() {
        return rotation.rotate(actor.get());
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    public Uni<RotationView> newest() {
        return rotation.newest()
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("rotation_unknown", "The master key was never rotated.")));
    }
}
