package dev.koda.gateway.page.signin;

import java.util.List;

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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.client.auth.Registered;
import dev.koda.gateway.page.frame.Door;
import dev.koda.gateway.page.frame.Doors;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** Where an invitation leads: a person takes a name and a password. The token is in the link and good once. */
@Path("/invite")
@PermitAll
@AnyQuery
@Produces(MediaType.TEXT_HTML)
public class InvitePage {

    @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance invite(
                Door door, String token, String username, String displayName, Trouble trouble);

        static native TemplateInstance joined(Door door, List<String> codes);
    }

    private final AuthApi auth;
    private final Doors doors;

    InvitePage(@RestClient AuthApi auth, Doors doors) {
        this.auth = auth;
        this.doors = doors;
    }

    @GET
    public TemplateInstance form(@RestQuery String token) {
        return Templates.invite(doors.door(), token, "", "", null);
    }

    @POST
    public Uni<Response> accept(
            @FormParam("token") String token,
            @FormParam("password") String password,
            @FormParam("username") String username,
            @FormParam("display_name") String displayName) {
        Payload invitation = Payload.of("token", token)
                .and("password", password)
                .and("username", username)
                .and("display_name", displayName);
        return auth.accept(invitation.map())
                .map(this::welcome)
                .onFailure()
                .recoverWithItem(
                        failure -> again(token, username, displayName, ServiceFailure.troubleOf("auth", failure)));
    }

    /** Joining signs in, too: the cookie comes with the recovery codes, which are shown once. */
    private Response welcome(RestResponse<Registered> joined) {
        List<String> codes = joined.getEntity().recoveryCodes();
        return Cookies.passed(joined, Response.ok(Templates.joined(doors.door(), codes)))
                .build();
    }

    private Response again(String token, String username, String displayName, Trouble trouble) {
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.invite(doors.door(), token, username, displayName, trouble))
                .build();
    }
}
