package dev.koda.runtime.approval;

import java.util.Optional;
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

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.origin.Origins;

/** Waiting calls over HTTP. */
@Path("/api/runtime/approvals")
@RolesAllowed(Roles.VIEWER)
@RequiresScope("tasks:read")
class ApprovalResource {
    private final Approvals approvals;
    private final Origins origins;

    ApprovalResource(Approvals approvals, Origins origins) {
        this.approvals = approvals;
        this.origins = origins;
    }

    @GET
    public Uni<Page<Approval>> list(
            @QueryParam("status") String status,
            @QueryParam("task_id") UUID taskId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        refuseUnknown(status);
        int most = Limits.of(limit);
        UUID before = Optional.ofNullable(cursor).map(Cursor::decodeId).orElse(null);
        return approvals
                .page(status, taskId, before, most + 1)
                .map(rows -> Page.of(rows, most, last -> Cursor.encode(last.id().toString())));
    }

    @GET
    @Path("/{id}")
    public Uni<Approval> get(@PathParam("id") UUID id) {
        return approvals.required(id);
    }

    @POST
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("tasks:write")
    public Uni<Approval> decide(@PathParam("id") UUID id, @Valid @NotNull DecideApproval body) {
        return approvals.decide(id, body, origins.current());
    }

    private static void refuseUnknown(String status) {
        if (status != null && !Approval.STATUSES.contains(status)) {
            throw Problem.badRequest(
                            "status_unknown", "status must be one of " + String.join(", ", Approval.STATUSES) + ".")
                    .violation("status", "status_unknown", status);
        }
    }
}
