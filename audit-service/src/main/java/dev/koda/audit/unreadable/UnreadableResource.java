package dev.koda.audit.unreadable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

import static java.time.ZoneOffset.UTC;

/** Shows what could not be recorded and why. */
@Path("/api/control-plane/audit/unreadable")
public class UnreadableResource {
    private static final OffsetDateTime NEWEST = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, UTC);

    private final UnreadableMessages messages;

    UnreadableResource(UnreadableMessages messages) {
        this.messages = messages;
    }

    /** Messages that went to the dead-letter topic, newest first. */
    @GET
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("audit:read")
    public Uni<Page<Unreadable>> list(@RestQuery String cursor, @RestQuery Integer limit) {
        int size = Limits.of(limit);
        return messages.list(before(cursor), size + 1)
                .map(found -> Page.of(
                        found, size, last -> Cursor.encode(last.receivedAt().toString())));
    }

    private static OffsetDateTime before(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return NEWEST;
        }
        try {
            return Instant.parse(Cursor.decode(cursor, 1).getFirst()).atOffset(UTC);
        } catch (DateTimeParseException foreign) {
            throw Problem.badRequest("cursor_invalid", "The cursor is not one this list gave out.");
        }
    }
}
