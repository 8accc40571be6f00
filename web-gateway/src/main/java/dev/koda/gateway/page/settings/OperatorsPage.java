package dev.koda.gateway.page.settings;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.client.auth.Operator;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** Who may sign in, as what; inviting, changing and removing people. */
@Path("/settings/operators")
@PermitAll
@AnyQuery
@ForRole("admin")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class OperatorsPage {
    private static final String HERE = "/settings/operators";

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance operators(
                Frame frame,
                Answer<Listing<Operator>> operators,
                Operator invited,
                Trouble trouble,
                Reauthentication again);
    }

    private final AuthApi auth;
    private final Frames frames;

    OperatorsPage(@RestClient AuthApi auth, Frames frames) {
        this.auth = auth;
        this.frames = frames;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> list() {
        return page(null, null, null);
    }

    private Uni<Response> page(Operator invited, Trouble trouble, Reauthentication again) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), Answer.of("auth", auth::operators))
                .with((frame, found) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.operators(frame, found, invited, again == null ? trouble : null, again))
                        .build());
    }

    /** The link is shown once, here, and mailed where mail is set up. */
    @POST
    @Path("invite")
    public Uni<Response> invite(MultivaluedMap<String, String> form) {
        Payload body = Payload.of("email", form.getFirst("email")).and("role", form.getFirst("role"));
        return auth.invite(body.map())
                .chain(invited -> page(invited, null, null))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> refused(failure, form, "/invite"));
    }

    @POST
    @Path("change")
    public Uni<Response> change(MultivaluedMap<String, String> form) {
        Payload body = Payload.of("role", form.getFirst("role"));
        if (form.getFirst("disabled") != null) {
            body.and("disabled", Boolean.valueOf(form.getFirst("disabled")));
        }
        return then(auth.changeOperator(form.getFirst("id"), body.map()), "saved", form, "/change");
    }

    @POST
    @Path("remove")
    public Uni<Response> remove(MultivaluedMap<String, String> form) {
        return then(auth.removeOperator(form.getFirst("id")), "removed", form, "/remove");
    }

    private Uni<Response> then(Uni<?> act, String done, MultivaluedMap<String, String> form, String path) {
        return act.replaceWith(() -> Go.to(HERE + "?done=" + done))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> refused(failure, form, path));
    }

    private Uni<Response> refused(Throwable failure, MultivaluedMap<String, String> form, String path) {
        Trouble trouble = ServiceFailure.troubleOf("auth", failure);
        return page(null, trouble, Reauthentication.of(trouble, HERE + path, form));
    }
}
