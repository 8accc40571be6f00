package dev.koda.gateway.page.signin;

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

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.client.auth.Onboarding;
import dev.koda.gateway.page.frame.Door;
import dev.koda.gateway.page.frame.Doors;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** The ways back in without the password: a recovery code, or a mailed link where mail is set up. */
@Path("/")
@PermitAll
@AnyQuery
@Produces(MediaType.TEXT_HTML)
public class RecoveryPage {

    @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance forgot(Door door, String identifier, boolean mail, Trouble trouble);

        static native TemplateInstance reset(Door door, String token, Trouble trouble);
    }

    private final AuthApi auth;
    private final Doors doors;

    RecoveryPage(@RestClient AuthApi auth, Doors doors) {
        this.auth = auth;
        this.doors = doors;
    }

    @GET
    @Path("forgot-password")
    public Uni<Response> forgot() {
        return page("", null);
    }

    private Uni<Response> page(String identifier, Trouble trouble) {
        return Answer.of("auth", auth::onboarding).map(state -> Response.status(Go.statusOf(trouble))
                .entity(Templates.forgot(doors.door(), identifier, sendsMail(state), trouble))
                .build());
    }

    private static boolean sendsMail(Answer<Onboarding> state) {
        return state.ok() && state.value() != null && state.value().smtpConfigured();
    }

    @POST
    @Path("forgot-password/code")
    public Uni<Response> recover(
            @FormParam("identifier") String identifier,
            @FormParam("recovery_code") String code,
            @FormParam("new_password") String password) {
        return auth.recover(Payload.of("identifier", identifier)
                        .and("recovery_code", code)
                        .and("new_password", password)
                        .map())
                .map(done -> Go.to("/login?done=recovered"))
                .onFailure()
                .recoverWithUni(failure -> page(identifier, ServiceFailure.troubleOf("auth", failure)));
    }

    @POST
    @Path("forgot-password/mail")
    public Uni<Response> mail(@FormParam("email") String email) {
        return auth.forgot(Payload.of("email", email).map())
                .map(done -> Go.to("/login?done=mailed"))
                .onFailure()
                .recoverWithUni(failure -> page(email, ServiceFailure.troubleOf("auth", failure)));
    }

    @GET
    @Path("reset-password")
    public TemplateInstance reset(@RestQuery String token) {
        return Templates.reset(doors.door(), token, null);
    }

    @POST
    @Path("reset-password")
    public Uni<Response> reset(@FormParam("token") String token, @FormParam("new_password") String password) {
        return auth.reset(
                        Payload.of("token", token).and("new_password", password).map())
                .map(done -> Go.to("/login?done=reset"))
                .onFailure()
                .recoverWithItem(failure -> again(token, ServiceFailure.troubleOf("auth", failure)));
    }

    private Response again(String token, Trouble trouble) {
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.reset(doors.door(), token, trouble))
                .build();
    }
}
