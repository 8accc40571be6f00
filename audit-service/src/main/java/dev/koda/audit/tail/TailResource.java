package dev.koda.audit.tail;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.Multi;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.audit.trail.RecordFilter;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** The live tail of the audit trail. */
@Path("/api/control-plane/audit/stream")
public class TailResource {
    private final Tail tail;
    private final TailEvents events;

    TailResource(Tail tail, TailEvents events) {
        this.tail = tail;
        this.events = events;
    }

    /**
     * Records as they come, from now on, or from behind {@code Last-Event-ID}. Event {@code record}; the id is the
     * record's position; a comment opens the stream and follows every 15 s without a record.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("audit:read")
    public Multi<OutboundSseEvent> stream(
            @RestQuery String type,
            @RestQuery String actor,
            @RestQuery String target,
            @RestQuery String outcome,
            @RestQuery String q,
            @HeaderParam("Last-Event-ID") String lastEventId,
            @Context Sse sse) {
        RecordFilter filter = RecordFilter.of(type, actor, target, outcome, null, null, q);
        return tail.follow(position(lastEventId), filter)
                .onItem()
                .transformToIterable(batch -> batch.isEmpty() ? List.of(events.keepAlive(sse)) : events.of(sse, batch));
    }

    private static long position(String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return -1;
        }
        try {
            return Math.max(0, Long.parseLong(lastEventId.strip()));
        } catch (NumberFormatException foreign) {
            throw Problem.badRequest("last_event_id_invalid", "Last-Event-ID must be a decimal number of this stream.");
        }
    }
}
