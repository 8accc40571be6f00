package dev.koda.provider.verification;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
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
import dev.koda.provider.actor.CurrentActor;
import dev.koda.provider.catalogue.Catalogue;

/** Verification over HTTP. */
@Path("/api/control-plane/providers/{id}")
class VerificationResource {

    private final VerificationService service;
    private final Verifications verifications;
    private final Catalogue catalogue;
    private final CurrentActor actor;

    VerificationResource(
            VerificationService service, Verifications verifications, Catalogue catalogue, CurrentActor actor) {
        this.service = service;
        this.verifications = verifications;
        this.catalogue = catalogue;
        this.actor = actor;
    }

    @POST
    @Path("/connection/verify")
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("providers:write")
    public Uni<VerificationResult> verify(
            @PathParam("id") String id, @QueryParam("probe") @DefaultValue("false") boolean probe) {
        return service.verify(id, probe, actor.get());
    }

    @GET
    @Path("/verifications")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Page<VerificationResult>> history(
            @PathParam("id") String id, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        catalogue.required(id);
        int size = Limits.of(limit);
        UUID before = cursor == null ? null : place(cursor);
        return verifications
                .newest(id, before, size + 1)
                .map(rows -> Page.of(rows, size, row -> Cursor.encode(row.id().toString())));
    }

    private static UUID place(String cursor) {
        try {
            return UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException foreign) {
            throw Problem.badRequest("cursor_invalid", "This cursor is not from this list. Start without one.")
                    .violation("cursor", "cursor_invalid", "not a cursor of this list");
        }
    }
}
