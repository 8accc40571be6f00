package dev.koda.auth.operator;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.auth.listing.IdPages;
import dev.koda.auth.origin.CurrentClient;
import dev.koda.platform.problem.page.Page;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Operators, for admins. */
@Path("/api/control-plane/operators")
@RequiresScope("admin")
class OperatorResource {

    private final OperatorService operators;
    private final CurrentCaller caller;
    private final CurrentClient client;

    OperatorResource(OperatorService operators, CurrentCaller caller, CurrentClient client) {
        this.operators = operators;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    public Uni<Page<OperatorView>> list(@RestQuery Integer limit, @RestQuery String cursor) {
        return IdPages.of(cursor, limit, operators::list, OperatorView::id);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public Uni<OperatorView> change(@RestPath UUID id, @Valid @NotNull ChangeOperator body) {
        return operators.change(id, body, caller.get(), client.get());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Void> remove(@RestPath UUID id) {
        return operators.remove(id, caller.get(), client.get());
    }
}
