package dev.koda.gateway.page.jump;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.platform.problem.AnyQuery;

/** The whole menu as a page, for a phone. */
@Path("/more")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class MorePage {

    @CheckedTemplate(basePath = "jump")
    static class Templates {
        static native TemplateInstance more(Frame frame);
    }

    private final Frames frames;

    MorePage(Frames frames) {
        this.frames = frames;
    }

    @GET
    public Uni<TemplateInstance> show() {
        return frames.frame().map(Templates::more);
    }
}
