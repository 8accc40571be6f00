package dev.koda.gateway.page.setup;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.client.auth.Onboarding;
import dev.koda.gateway.client.auth.Registered;
import dev.koda.gateway.page.frame.Door;
import dev.koda.gateway.page.frame.Doors;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.gateway.page.signin.Cookies;
import dev.koda.platform.problem.AnyQuery;

/** The first steps of the set-up, before anyone can sign in: setup code, owner, recovery codes. */
@Path("/setup")
@PermitAll
@AnyQuery
@Produces(MediaType.TEXT_HTML)
public class SetupPage {

    @CheckedTemplate(basePath = "setup")
    static class Templates {
        static native TemplateInstance code(Door door, List<SetupStep> steps, Trouble trouble);

        static native TemplateInstance owner(Door door, List<SetupStep> steps, OwnerForm form, Trouble trouble);

        static native TemplateInstance codes(Door door, List<SetupStep> steps, List<String> codes);
    }

    private final AuthApi auth;
    private final Doors doors;

    SetupPage(@RestClient AuthApi auth, Doors doors) {
        this.auth = auth;
        this.doors = doors;
    }

    @GET
    public Uni<Response> start() {
        return Answer.of("auth", auth::onboarding)
                .map(state -> hasOwner(state) ? Go.to("/setup/provider") : codePage(state.trouble()));
    }

    private static boolean hasOwner(Answer<Onboarding> state) {
        return state.ok() && state.value() != null && state.value().hasOwner();
    }

    private Response codePage(Trouble trouble) {
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.code(doors.door(), SetupStep.at(1), trouble))
                .build();
    }

    @POST
    @Path("code")
    public Uni<Response> exchange(@FormParam("code") String code) {
        return auth.exchange(Payload.of("code", code).map())
                .map(proof -> ownerPage(OwnerForm.proven(proof.registrationToken()), null))
                .onFailure()
                .recoverWithItem(failure -> codePage(ServiceFailure.troubleOf("auth", failure)));
    }

    private Response ownerPage(OwnerForm form, Trouble trouble) {
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.owner(doors.door(), SetupStep.at(2), form, trouble))
                .build();
    }

    @POST
    @Path("owner")
    public Uni<Response> register(
            @FormParam("registration_token") String proof,
            @FormParam("email") String email,
            @FormParam("username") String username,
            @FormParam("display_name") String displayName,
            @FormParam("password") String password) {
        OwnerForm form = new OwnerForm(proof, email, username, displayName);
        return auth.registerOwner(form.body(password))
                .map(this::codesPage)
                .onFailure()
                .recoverWithItem(failure -> ownerPage(form, ServiceFailure.troubleOf("auth", failure)));
    }

    /** Registering signs in, too: the cookie comes with the codes, which are shown once. */
    private Response codesPage(RestResponse<Registered> registered) {
        List<String> codes = registered.getEntity().recoveryCodes();
        return Cookies.passed(registered, Response.ok(Templates.codes(doors.door(), SetupStep.at(3), codes)))
                .build();
    }

    /** Hands the codes back as a file. They come from the page itself: nothing here keeps them. */
    @POST
    @Path("recovery-codes.txt")
    @Produces(MediaType.TEXT_PLAIN)
    public Response download(@FormParam("codes") String codes) {
        String text = "Koda recovery codes, each good once.\n\n" + (codes == null ? "" : codes.strip()) + "\n";
        return Response.ok(text)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"koda-recovery-codes.txt\"")
                .build();
    }
}
