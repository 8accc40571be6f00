package dev.koda.gateway.page.settings;

import java.util.function.Function;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.client.auth.TotpEnrolment;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** One's own ways in: password, second factor, recovery codes, sessions, tokens; and, for admins, locked accounts. */
@Path("/settings/security")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SecurityPage {
    private static final String HERE = "/settings/security";

    private final AuthApi auth;
    private final SecurityReading reading;

    SecurityPage(@RestClient AuthApi auth, SecurityReading reading) {
        this.auth = auth;
        this.reading = reading;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> show() {
        return reading.page(SecurityView.Shown.NOTHING, null, null);
    }

    @POST
    @Path("password")
    public Uni<Response> changePassword(MultivaluedMap<String, String> form) {
        Payload body = Payload.of("current_password", form.getFirst("current_password"))
                .and("new_password", form.getFirst("new_password"));
        return then(auth.changePassword(body.map()), "password", form, "/password");
    }

    @POST
    @Path("codes")
    public Uni<Response> newCodes(MultivaluedMap<String, String> form) {
        return shown(auth.regenerate(), made -> new SecurityView.Shown(made.codes(), null, null), form, "/codes");
    }

    @POST
    @Path("totp")
    public Uni<Response> enrol(MultivaluedMap<String, String> form) {
        return shown(auth.enrolTotp(), SecurityPage::enrolment, form, "/totp");
    }

    private static SecurityView.Shown enrolment(TotpEnrolment made) {
        return new SecurityView.Shown(
                null, null, new SecurityView.Enrolment(made.secret(), made.otpauthUri(), QrCode.of(made.otpauthUri())));
    }

    /** A wrong code keeps the enrolment open: secret and picture are shown again. */
    @POST
    @Path("totp-confirm")
    public Uni<Response> confirm(MultivaluedMap<String, String> form) {
        String uri = String.valueOf(form.getFirst("otpauth_uri"));
        SecurityView.Shown open = new SecurityView.Shown(
                null, null, new SecurityView.Enrolment(form.getFirst("secret"), uri, QrCode.of(uri)));
        return auth.confirmTotp(Payload.of("code", form.getFirst("code")).map())
                .replaceWith(() -> Go.to(HERE + "?done=totp-on"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> reading.page(open, ServiceFailure.troubleOf("auth", failure), null));
    }

    @POST
    @Path("totp-off")
    public Uni<Response> remove(MultivaluedMap<String, String> form) {
        return then(auth.removeTotp(), "totp-off", form, "/totp-off");
    }

    @POST
    @Path("sessions/end")
    public Uni<Response> endSession(MultivaluedMap<String, String> form) {
        return then(auth.endSession(form.getFirst("id")), "ended", form, "/sessions/end");
    }

    @POST
    @Path("sessions/others")
    public Uni<Response> endOthers(MultivaluedMap<String, String> form) {
        return then(auth.endOthers(), "ended", form, "/sessions/others");
    }

    @POST
    @Path("tokens")
    public Uni<Response> createToken(MultivaluedMap<String, String> form) {
        Payload body = Payload.of("token_name", form.getFirst("token_name"))
                .and("scopes", form.get("scope"))
                .and("expires_in_days", days(form.getFirst("expires_in_days")));
        return shown(auth.createToken(body.map()), made -> new SecurityView.Shown(null, made, null), form, "/tokens");
    }

    private static Integer days(String typed) {
        return typed != null && typed.matches("\\d{1,4}") ? Integer.valueOf(typed) : null;
    }

    @POST
    @Path("tokens/revoke")
    public Uni<Response> revokeToken(MultivaluedMap<String, String> form) {
        return then(auth.revokeToken(form.getFirst("id")), "revoked", form, "/tokens/revoke");
    }

    @POST
    @Path("unlock")
    @ForRole("admin")
    public Uni<Response> unlock(MultivaluedMap<String, String> form) {
        return then(
                auth.unlock(
                        Payload.of("identifier", form.getFirst("identifier")).map()),
                "unlocked",
                form,
                "/unlock");
    }

    private Uni<Response> then(Uni<?> act, String done, MultivaluedMap<String, String> form, String path) {
        return act.replaceWith(() -> Go.to(HERE + "?done=" + done))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> refused(failure, form, path));
    }

    private <T> Uni<Response> shown(
            Uni<T> act, Function<T, SecurityView.Shown> secret, MultivaluedMap<String, String> form, String path) {
        return act.chain(made -> reading.page(secret.apply(made), null, null))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> refused(failure, form, path));
    }

    private Uni<Response> refused(Throwable failure, MultivaluedMap<String, String> form, String path) {
        Trouble trouble = ServiceFailure.troubleOf("auth", failure);
        return reading.page(SecurityView.Shown.NOTHING, trouble, Reauthentication.of(trouble, HERE + path, form));
    }
}
