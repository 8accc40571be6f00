package dev.koda.storage.artifact;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Manifests: list, one, forget. */
@Path("/api/control-plane/artifacts")
public class ArtifactResource {
    private final Manifests manifests;
    private final ArtifactService artifacts;

    ArtifactResource(Manifests manifests, ArtifactService artifacts) {
        this.manifests = manifests;
        this.artifacts = artifacts;
    }

    /** Artifacts, newest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @RequiresScope("storage:read")
    public Uni<Page<ArtifactView>> list(
            @RestQuery("agent_id") UUID agentId,
            @RestQuery("task_id") UUID taskId,
            @RestQuery String cursor,
            @RestQuery Integer limit) {
        return manifests
                .newest(ArtifactFilter.of(agentId, taskId, cursor), Limits.of(limit))
                .map(page -> page.map(ArtifactView::of));
    }

    /** The manifest. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @RequiresScope("storage:read")
    public Uni<ArtifactView> one(@RestPath UUID id) {
        return manifests.required(id).map(ArtifactView::of);
    }

    /** Forgets the artifact, and its content unless another artifact has the same. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
    @RequiresScope("storage:write")
    @RunOnVirtualThread
    public void delete(@RestPath UUID id) {
        artifacts.delete(id);
    }
}
