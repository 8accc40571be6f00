package dev.koda.provider.actor;

import jakarta.enterprise.context.RequestScoped;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.security.CurrentCaller;

/** The actor of the request being served. */
@RequestScoped
public class CurrentActor {

    private final CurrentCaller caller;
    private final ClientAddress addresses;
    private final HttpServerRequest request;

    CurrentActor(CurrentCaller caller, ClientAddress addresses, HttpServerRequest request) {
        this.caller = caller;
        this.addresses = addresses;
        this.request = request;
    }

    public Actor get() {
        return new Actor(
                of(caller.get()),
                addresses.verify(request.getHeader(ClientAddress.HEADER)).orElseGet(this::socketAddress),
                request.getHeader(HttpHeaders.USER_AGENT));
    }

    private String socketAddress() {
        return request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    }

    private static AuditActor of(Caller caller) {
        return switch (caller.kind()) {
            case OPERATOR -> AuditActor.operator(caller.id(), caller.name());
            case SERVICE -> AuditActor.service(caller.id().replaceFirst("^service:", ""));
            case BREAK_GLASS -> AuditActor.breakGlass();
        };
    }
}
