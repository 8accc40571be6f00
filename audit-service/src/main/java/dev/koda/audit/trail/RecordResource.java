package dev.koda.audit.trail;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.audit.trail.AuditRecords.Place;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** The audit trail as a list, newest first. */
@Path("/api/control-plane/audit")
@RolesAllowed(Roles.OPERATOR)
@RequiresScope("audit:read")
public class RecordResource {
    private final AuditRecords records;

    RecordResource(AuditRecords records) {
        this.records = records;
    }

    /** Records that match, newest first. {@code type} takes {@code *} for any text, {@code security.*}. */
    @GET
    public Uni<Page<RecordView>> list(
            @RestQuery String type,
            @RestQuery String actor,
            @RestQuery String target,
            @RestQuery String outcome,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String q,
            @RestQuery String cursor,
            @RestQuery Integer limit) {
        int size = Limits.of(limit);
        RecordFilter filter = RecordFilter.of(type, actor, target, outcome, from, to, q);
        return records.newest(filter, place(cursor), size + 1)
                .map(found -> Page.of(found, size, RecordResource::cursor).map(RecordView::of));
    }

    /** The record of that id. */
    @GET
    @Path("/{id:[0-9a-fA-F-]{36}}")
    public Uni<RecordView> one(@RestPath UUID id) {
        return records.find(id).map(found -> found.map(RecordView::of)
                .orElseThrow(() -> Problem.notFound("audit_record_not_found", "There is no audit record " + id + ".")));
    }

    /** The types there are, for a filter to choose from. */
    @GET
    @Path("/types")
    public Uni<Types> types() {
        return records.types().map(Types::new);
    }

    private static String cursor(AuditRecord last) {
        return Cursor.encode(last.entry().time().toString(), Long.toString(last.position()));
    }

    private static Optional<Place> place(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return Optional.of(new Place(Instant.parse(parts.get(0)), Long.parseLong(parts.get(1))));
        } catch (DateTimeParseException | NumberFormatException foreign) {
            throw Problem.badRequest("cursor_invalid", "The cursor is not one this list gave out.");
        }
    }

    /** All types recorded. */
    record Types(List<String> items) {}
}
