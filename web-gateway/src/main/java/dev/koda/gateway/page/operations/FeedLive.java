package dev.koda.gateway.page.operations;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.audit.AuditTailApi;
import dev.koda.gateway.client.audit.Entry;
import dev.koda.gateway.page.audit.LiveRows;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.platform.problem.AnyQuery;

/** The security feed of the Operations page. */
@Path("/operations/feed")
@PermitAll
@AnyQuery
@ForRole("operator")
public class FeedLive {

    @CheckedTemplate(basePath = "operations")
    static class Templates {
        static native TemplateInstance feed(Frame frame, Entry entry);
    }

    private final AuditTailApi tail;
    private final LiveRows rows;
    private final Frames frames;

    FeedLive(@RestClient AuditTailApi tail, LiveRows rows, Frames frames) {
        this.tail = tail;
        this.rows = rows;
        this.frames = frames;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> feed(@HeaderParam("Last-Event-ID") String lastEventId) {
        Frame frame = frames.quiet();
        return rows.drawn(
                tail.tail("security.*", null, null, null, null, lastEventId), entry -> Templates.feed(frame, entry));
    }
}
