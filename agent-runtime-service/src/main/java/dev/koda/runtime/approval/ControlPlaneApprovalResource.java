package dev.koda.runtime.approval;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** The same waiting calls below the control plane's prefix, where the dashboard looks for them. */
@Path("/api/control-plane/approvals")
@RolesAllowed(Roles.VIEWER)
@RequiresScope("tasks:read")
class ControlPlaneApprovalResource {
    private final ApprovalResource approvals;

    ControlPlaneApprovalResource(ApprovalResource approvals) {
        this.approvals = approvals;
    }

    @GET
    public Uni<Page<Approval>> list(
            @QueryParam("status") String status,
            @QueryParam("task_id") UUID taskId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return approvals.list(status, taskId, cursor, limit);
    }

    @GET
    @Path("/{id}")
    public Uni<Approval> get(@PathParam("id") UUID id) {
        return approvals.get(id);
    }

    @POST
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("tasks:write")
    public Uni<Approval> decide(@PathParam("id") UUID id, @Valid @NotNull DecideApproval body) {
        return approvals.decide(id, body);
    }
}
