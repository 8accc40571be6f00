package dev.koda.auth.invitation;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** How people join. */
@Path("/api/control-plane/operators")
class InvitationResource {

    private final InvitationService invitations;
    private final CurrentCaller caller;
    private final CurrentClient client;

    InvitationResource(InvitationService invitations, CurrentCaller caller, CurrentClient client) {
        this.invitations = invitations;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("admin")
    public Uni<InvitedOperator> invite(@Valid @NotNull InviteOperator body) {
        return invitations.invite(body, caller.get(), client.get());
    }

    @POST
    @Path("/{id}/invitation")
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("admin")
    public Uni<InvitedOperator> renew(@RestPath UUID id) {
        return invitations.renew(id, caller.get(), client.get());
    }

    @POST
    @Path("/invitations/accept")
    @PermitAll
    public Uni<RestResponse<Joined>> accept(@Valid @NotNull AcceptInvitation body) {
        return invitations.accept(body, client.get()).map(accepted -> ResponseBuilder.create(
                        Status.CREATED, Joined.of(accepted))
                .cookie(accepted.session().cookie())
                .build());
    }

    record Joined(OperatorView operator, List<String> recoveryCodes) {
        static Joined of(AcceptedInvitation accepted) {
            return new Joined(accepted.operator(), accepted.recoveryCodes());
        }

        @Override
        public String toString() {
            return "Joined[]";
        }
    }
}
