package dev.koda.runtime.stream;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.Multi;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** A task's events as a stream: from the first, or from where the client was, until the task is done. */
@Path("/api/runtime/tasks/{id}/events")
@RolesAllowed({Roles.VIEWER, Roles.SERVICE})
@RequiresScope(EventResource.SCOPE)
class EventResource {
    static final String SCOPE = "tasks:read";
    private final StreamHub hub;

    EventResource(StreamHub hub) {
        this.hub = hub;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(
            @PathParam("id") UUID id, @HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse) {
        int after = place(lastEventId);
        return hub.watch(id, after).map(event -> sse(sse, event));
    }

    private static OutboundSseEvent sse(Sse sse, TaskEvent event) {
        if (event.keepAlive()) {
            return sse.newEventBuilder().comment("keep-alive").build();
        }
        return sse.newEventBuilder()
                .id(Integer.toString(event.id()))
                .name(event.name())
                .data(event.payload().toString())
                .build();
    }

    private static int place(String lastEventId) {
        try {
            return lastEventId == null || lastEventId.isBlank()
                    ? 0
                    : Math.toIntExact(Long.parseUnsignedLong(lastEventId.strip()));
        } catch (ArithmeticException | NumberFormatException malformed) {
            throw Problem.badRequest("last_event_id_invalid", "Last-Event-ID must be an id this stream gave out.")
                    .violation("Last-Event-ID", "last_event_id_invalid", "not a number");
        }
    }
}
