package dev.koda.gateway.page.home;

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

/** The first page: what needs you, what runs now, what ran lately. */
@Path("/")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class HomePage {

    @CheckedTemplate(basePath = "home")
    static class Templates {
        static native TemplateInstance home(Frame frame, HomeView view);
    }

    private final HomeReading reading;
    private final Frames frames;

    HomePage(HomeReading reading, Frames frames) {
        this.reading = reading;
        this.frames = frames;
    }

    @GET
    public Uni<TemplateInstance> show() {
        return frames.frame().chain(frame -> reading.read(frame).map(view -> Templates.home(frame, view)));
    }
}
