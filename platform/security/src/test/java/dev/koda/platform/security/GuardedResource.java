package dev.koda.platform.security;

import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.MDC;

/** One endpoint for each way of being guarded. */
@Path("/")
public class GuardedResource {

    private final CurrentCaller caller;
    private final ClientAddress addresses;
    private final ServiceTokens tokens;

    GuardedResource(CurrentCaller caller, ClientAddress addresses, ServiceTokens tokens) {
        this.caller = caller;
        this.addresses = addresses;
        this.tokens = tokens;
    }

    public record Seen(String kind, String id, String name, Optional<String> session, boolean admin) {}

    @GET
    @Path("me")
    @RolesAllowed(Roles.VIEWER)
    public Seen me() {
        Caller known = caller.get();
        return new Seen(known.kind().word(), known.id(), known.name(), known.sessionId(), known.hasRole(Roles.ADMIN));
    }

    @GET
    @Path("logged")
    @RolesAllowed(Roles.VIEWER)
    public String logged() {
        return String.valueOf(MDC.get("operator_id"));
    }

    @GET
    @Path("admins")
    @RolesAllowed(Roles.ADMIN)
    public String admins() {
        return "admins";
    }

    @GET
    @Path("scoped")
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("tasks:write")
    public String scoped() {
        return "scoped";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return caller.find().map(Caller::id).orElse("nobody");
    }

    @GET
    @Path("unannotated")
    public String unannotated() {
        return "unannotated";
    }

    @GET
    @Path("internal/forgotten")
    @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
    public String internal() {
        return "internal";
    }

    @GET
    @Path("internal/open")
    @PermitAll
    public String internalOpen() {
        return "internal";
    }

    @GET
    @Path("address")
    @PermitAll
    public String address(@Context HttpServerRequest request) {
        return addresses.of(request);
    }

    @GET
    @Path("own-token")
    @PermitAll
    public Uni<String> ownToken() {
        return tokens.bearer();
    }
}
