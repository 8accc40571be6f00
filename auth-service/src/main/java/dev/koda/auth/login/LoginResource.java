package dev.koda.auth.login;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.session.CallerSession;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** The way in. */
@Path("/api/control-plane/auth")
class LoginResource {

    private final LoginService logins;
    private final CookieTransport transport;
    private final CurrentCaller caller;
    private final CurrentClient client;

    LoginResource(LoginService logins, CookieTransport transport, CurrentCaller caller, CurrentClient client) {
        this.logins = logins;
        this.transport = transport;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @Path("/login")
    @PermitAll
    public Uni<RestResponse<SignedIn>> login(@Valid @NotNull Login body) {
        transport.requireSticking(client);
        return logins.login(body, client.get()).map(admitted -> ResponseBuilder.ok(new SignedIn(admitted.operator()))
                .cookie(admitted.session().cookie())
                .build());
    }

    @POST
    @Path("/reauthenticate")
    @RolesAllowed(Roles.VIEWER)
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> reauthenticate(@Valid @NotNull Reauthenticate body) {
        Caller signedIn = caller.get();
        return logins.reauthenticate(
                CallerSession.operator(signedIn), CallerSession.id(signedIn), body.password(), client.get());
    }

    record SignedIn(OperatorView operator) {}

    record Reauthenticate(@NotBlank @Size(max = 1024) String password) {
        @Override
        public String toString() {
            return "Reauthenticate[]";
        }
    }
}
