package dev.koda.gateway.identity;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Who asks for the page or endpoint being served. The credential was resolved before, so asking costs nothing. Absent
 * means not signed in; a page then sends its visitor to {@code /login}.
 */
@RequestScoped
public class Visitor {
    private final CurrentVertxRequest current;

    Visitor(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The identity, with the JWT for calls to the services. */
    public Optional<Identity> identity() {
        return Credentials.identityOf(request());
    }

    /** The client's address by the trusted-proxy rule. */
    public String address() {
        return Credentials.addressOf(request());
    }

    /** True for the host's break-glass token, also while auth-service is away. */
    public boolean isBreakGlass() {
        return Credentials.isBreakGlass(request());
    }

    private RoutingContext request() {
        return current.getCurrent();
    }
}
