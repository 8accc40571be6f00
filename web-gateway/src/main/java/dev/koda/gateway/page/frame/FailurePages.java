package dev.koda.gateway.page.frame;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;

/** What is shown where a page cannot be: title, detail and trace id, and a way on. */
@Singleton
public class FailurePages {

    @CheckedTemplate(basePath = "frame")
    static class Templates {
        static native TemplateInstance failure(Frame frame, Trouble trouble);

        static native TemplateInstance stranger(Door door, Trouble trouble);
    }

    private final Frames frames;
    private final Doors doors;
    private final Visit visit;

    FailurePages(Frames frames, Doors doors, Visit visit) {
        this.frames = frames;
        this.doors = doors;
        this.visit = visit;
    }

    public Response page(Trouble trouble) {
        TemplateInstance shown = visit.isKnown()
                ? Templates.failure(frames.quiet(), trouble)
                : Templates.stranger(doors.door(), trouble);
        return Response.status(Go.statusOf(trouble))
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(shown)
                .build();
    }

    /** A page whose one thing could not be read: the service's own words. A call that nobody answered is a service away. */
    @ServerExceptionMapper
    Response failed(ServiceFailure failure) {
        return page(failure.trouble());
    }
}
