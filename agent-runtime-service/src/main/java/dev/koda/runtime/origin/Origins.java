package dev.koda.runtime.origin;

import jakarta.enterprise.context.RequestScoped;

import io.vertx.core.http.HttpServerRequest;

import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.security.CurrentCaller;

/** The origin of the request being served. */
@RequestScoped
public class Origins {
    private final CurrentCaller caller;
    private final ClientAddress addresses;
    private final HttpServerRequest request;

    Origins(CurrentCaller caller, ClientAddress addresses, HttpServerRequest request) {
        this.caller = caller;
        this.addresses = addresses;
        this.request = request;
    }

    public Origin current() {
        String address = addresses
                .verify(request.getHeader(ClientAddress.HEADER))
                .orElseGet(() -> request.remoteAddress().hostAddress());
        return Origin.of(caller.get(), address, request.getHeader("User-Agent"));
    }
}
