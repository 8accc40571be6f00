package dev.koda.auth.credential;

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
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.koda.auth.origin.CurrentClient;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** Passwords: changed, recovered, reset. */
@Path("/api/control-plane/auth/password")
class PasswordResource {

    private final PasswordService passwords;
    private final ResetService resets;
    private final ResetRequests requests;
    private final CurrentCaller caller;
    private final CurrentClient client;

    PasswordResource(
            PasswordService passwords,
            ResetService resets,
            ResetRequests requests,
            CurrentCaller caller,
            CurrentClient client) {
        this.passwords = passwords;
        this.resets = resets;
        this.requests = requests;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @Path("/change")
    @RolesAllowed(Roles.VIEWER)
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> change(@Valid @NotNull ChangePassword body) {
        return passwords.change(body, caller.get(), client.get());
    }

    @POST
    @Path("/recover")
    @PermitAll
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> recover(@Valid @NotNull RecoverPassword body) {
        return passwords.recover(body, client.get());
    }

    @POST
    @Path("/forgot")
    @ResponseStatus(202)
    @PermitAll
    @APIResponse(responseCode = "202", description = "Accepted")
    public Uni<Void> forgot(@Valid @NotNull ForgotPassword body) {
        return resets.spend(client.get()).invoke(() -> requests.accept(body.email()));
    }

    @POST
    @Path("/reset")
    @PermitAll
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> reset(@Valid @NotNull ResetPassword body) {
        return resets.reset(body, client.get());
    }

    record ForgotPassword(@NotBlank @Size(max = 254) String email) {}
}
