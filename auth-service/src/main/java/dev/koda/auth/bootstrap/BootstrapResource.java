package dev.koda.auth.bootstrap;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.origin.HostOnly;
import dev.koda.auth.settings.House;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** From the setup code to the first owner. */
@Path("/api/control-plane/auth")
class BootstrapResource {

    private final BootstrapService bootstrap;
    private final CodeIssue issue;
    private final House house;
    private final CurrentCaller caller;
    private final CurrentClient client;

    BootstrapResource(
            BootstrapService bootstrap, CodeIssue issue, House house, CurrentCaller caller, CurrentClient client) {
        this.bootstrap = bootstrap;
        this.issue = issue;
        this.house = house;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @Path("/bootstrap/codes")
    @ResponseStatus(201)
    @RolesAllowed(Roles.OWNER)
    public Uni<SetupCodes.IssuedCode> issueCode() {
        HostOnly.require(caller.get());
        return issue.issue(AuditActor.breakGlass(), client.get());
    }

    @POST
    @Path("/bootstrap/exchange")
    @PermitAll
    public Uni<SetupCodes.RegistrationToken> exchange(@Valid @NotNull ExchangeCode body) {
        return bootstrap.exchange(body.code(), client.get());
    }

    @POST
    @Path("/register-owner")
    @PermitAll
    public Uni<RestResponse<Registered>> registerOwner(@Valid @NotNull RegisterOwner body) {
        boolean codeNeeded = !(house.loopbackBootstrap() && client.loopback());
        return bootstrap.register(body, codeNeeded, client.get()).map(owner -> ResponseBuilder.create(
                        Status.CREATED, Registered.of(owner))
                .cookie(owner.session().cookie())
                .build());
    }

    record ExchangeCode(@NotBlank @Size(max = 64) String code) {
        @Override
        public String toString() {
            return "ExchangeCode[]";
        }
    }

    record Registered(OperatorView operator, List<String> recoveryCodes) {
        static Registered of(RegisteredOwner owner) {
            return new Registered(owner.operator(), owner.recoveryCodes());
        }

        @Override
        public String toString() {
            return "Registered[]";
        }
    }
}
