package dev.koda.gateway.page.settings;

import java.net.URI;
import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/**
 * Proves the password, then sends the browser on to the act it was for. The answer is a 307: the browser posts the act's own fields
 * again by itself, so nothing is kept here in between.
 */
@Path("/settings/reauthenticate")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class ReauthenticatePage {
    private static final int POST_AGAIN = 307;
    private static final Pattern ACTS = Pattern.compile("/settings/(security|operators)(/[a-z0-9-]+){1,3}");

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance reauthenticate(Frame frame, Reauthentication act, Trouble trouble);
    }

    private final AuthApi auth;
    private final Frames frames;

    ReauthenticatePage(@RestClient AuthApi auth, Frames frames) {
        this.auth = auth;
        this.frames = frames;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> prove(MultivaluedMap<String, String> form) {
        String act = String.valueOf(form.getFirst("act"));
        return auth.reauthenticate(
                        Payload.of("password", form.getFirst("password")).map())
                .replaceWith(() -> next(act))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> again(form, act, ServiceFailure.troubleOf("auth", failure)));
    }

    private static Response next(String act) {
        return ACTS.matcher(act).matches()
                ? Response.status(POST_AGAIN).location(URI.create(act)).build()
                : Go.to("/settings/security?done=proven");
    }

    private Uni<Response> again(MultivaluedMap<String, String> form, String act, Trouble trouble) {
        MultivaluedMap<String, String> typed = new MultivaluedHashMap<>(form);
        typed.remove("act");
        Trouble asked = Trouble.refused("reauthentication_required", "", "");
        return frames.frame().map(frame -> Response.status(Go.statusOf(trouble))
                .entity(Templates.reauthenticate(frame, Reauthentication.of(asked, act, typed), trouble))
                .build());
    }
}
