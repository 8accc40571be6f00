package dev.koda.auth.origin;

import jakarta.enterprise.context.RequestScoped;

import io.vertx.core.http.HttpServerRequest;

import dev.koda.auth.settings.House;
import dev.koda.platform.security.ClientAddress;

/**
 * Where the request being served comes from. The gateway signs the address it decided on; without that signature the
 * socket's address counts, and no header can change it.
 */
@RequestScoped
public class CurrentClient {

    private final HttpServerRequest request;
    private final ClientAddress addresses;
    private final House house;

    CurrentClient(HttpServerRequest request, ClientAddress addresses, House house) {
        this.request = request;
        this.addresses = addresses;
        this.house = house;
    }

    /** Address and user agent. */
    public Client get() {
        String address = addresses
                .verify(request.getHeader(ClientAddress.HEADER))
                .orElseGet(() -> request.remoteAddress().hostAddress());
        return new Client(address, request.getHeader("User-Agent"));
    }

    /** Whether it is this machine, and no proxy says it speaks for another. */
    public boolean loopback() {
        return Loopback.is(get().address());
    }

    /** Whether the browser speaks HTTPS, as the gateway tells or the public origin declares. */
    public boolean https() {
        String forwarded = request.getHeader("X-Forwarded-Proto");
        return forwarded == null ? house.servedOverHttps() : "https".equals(forwarded);
    }
}
