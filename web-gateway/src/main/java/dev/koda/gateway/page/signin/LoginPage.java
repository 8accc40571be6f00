package dev.koda.gateway.page.signin;

import java.time.Duration;

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
import dev.koda.platform.problem.AnyQuery;

/** Signing in and out. Without an owner the way leads to the set-up. */
@Path("/")
@PermitAll
@AnyQuery
@Produces(MediaType.TEXT_HTML)
public class LoginPage {

    @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance login(Door door, LoginForm form, Trouble trouble);
    }

    /** The door itself must open while what stands behind it hangs: doctor takes a slow one for a broken one. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final AuthApi auth;
    private final Doors doors;

    LoginPage(@RestClient AuthApi auth, Doors doors) {
        this.auth = auth;
        this.doors = doors;
    }

    @GET
    @Path("login")
    public Uni<Response> form(@RestQuery String next) {
        return Answer.of("auth", PATIENCE, auth::onboarding)
                .map(state -> needsSetUp(state) ? Go.to("/setup") : empty(next, state));
    }

    private static boolean needsSetUp(Answer<Onboarding> state) {
        return state.ok() && state.value() != null && !state.value().hasOwner();
    }

    private Response empty(String next, Answer<Onboarding> state) {
        LoginForm form = new LoginForm("", LoginForm.safe(next), false);
        return Response.ok(Templates.login(doors.door(), form, state.trouble())).build();
    }

    @POST
    @Path("login")
    public Uni<Response> signIn(
            @FormParam("identifier") String identifier,
            @FormParam("password") String password,
            @FormParam("code") String code,
            @FormParam("next") String next) {
        LoginForm form = new LoginForm(identifier, LoginForm.safe(next), code != null && !code.isBlank());
        return auth.login(LoginForm.body(identifier, password, code))
                .map(answer -> Cookies.passed(answer, Go.builder(form.next())).build())
                .onFailure()
                .recoverWithItem(failure -> refused(form, ServiceFailure.troubleOf("auth", failure)));
    }

    private Response refused(LoginForm form, Trouble trouble) {
        boolean wantsCode = trouble.is("totp_required");
        LoginForm again = new LoginForm(form.identifier(), form.next(), form.askCode() || wantsCode);
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.login(doors.door(), again, trouble))
                .build();
    }

    /** Ends the session where auth-service answers; where it is away, the browser at least forgets its cookie. */
    @POST
    @Path("logout")
    public Uni<Response> signOut() {
        return auth.logout()
                .map(answer -> Cookies.passed(answer, Go.builder("/login?done=signed-out"))
                        .build())
                .onFailure()
                .recoverWithItem(
                        () -> Go.builder("/login").cookie(Cookies.forgotten()).build());
    }
}
