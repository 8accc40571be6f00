package dev.koda.gateway.page.settings;

import java.time.DateTimeException;
import java.time.ZoneId;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.gateway.page.frame.Taste;
import dev.koda.platform.problem.AnyQuery;

/** Time zone, theme and keys: kept with the account, and as cookies of this browser so that every page has them at once. */
@Path("/settings/general")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class GeneralPage {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance general(Frame frame, String zone, Trouble trouble);
    }

    private final AuthApi auth;
    private final Frames frames;

    GeneralPage(@RestClient AuthApi auth, Frames frames) {
        this.auth = auth;
        this.frames = frames;
    }

    @GET
    public Uni<TemplateInstance> show() {
        return frames.frame().map(frame -> Templates.general(frame, frame.zone().getId(), null));
    }

    @POST
    public Uni<Response> save(
            @FormParam("time_zone") String zone, @FormParam("theme") String theme, @FormParam("keys") String keys) {
        if (!isKnown(zone)) {
            return refused(zone);
        }
        Payload wishes = Payload.of("time_zone", zone).and("theme", theme).and("keys", keys != null);
        return Answer.of("auth", () -> auth.prefer(wishes.map()))
                .map(kept -> Taste.kept(Go.builder("/settings/general?done=saved"), theme, zone, keys != null));
    }

    private static boolean isKnown(String zone) {
        try {
            return zone != null && ZoneId.of(zone) != null;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private Uni<Response> refused(String zone) {
        Trouble trouble = Trouble.refused(
                "time_zone_unknown",
                "That time zone is not known",
                "Write it as region and city, for instance Europe/Lisbon, or UTC.");
        return frames.frame().map(frame -> Response.status(Go.statusOf(trouble))
                .entity(Templates.general(frame, zone, trouble))
                .build());
    }
}
