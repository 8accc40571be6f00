package dev.koda.gateway.client;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

import dev.koda.gateway.identity.Visitor;
import dev.koda.gateway.origin.SameOrigin;
import dev.koda.platform.security.ClientAddress;

/**
 * What a call for a page carries: the visitor's own JWT, so that a service decides by who looks; their address, signed; whether
 * their browser speaks HTTPS, on which the session cookie depends; and their user agent, for the audit.
 */
@Singleton
public class VisitorHeaders implements ClientHeadersFactory {
    private final Visitor visitor;
    private final ClientAddress addresses;
    private final SameOrigin origins;
    private final CurrentVertxRequest current;

    VisitorHeaders(Visitor visitor, ClientAddress addresses, SameOrigin origins, CurrentVertxRequest current) {
        this.visitor = visitor;
        this.addresses = addresses;
        this.origins = origins;
        this.current = current;
    }

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        visitor.identity().ifPresent(known -> headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + known.token()));
        headers.putSingle(ClientAddress.HEADER, addresses.sign(visitor.address()));
        headers.putSingle(
                "X-Forwarded-Proto", origins.scheme(current.getCurrent().request()));
        String agent = current.getCurrent().request().getHeader(HttpHeaders.USER_AGENT);
        if (agent != null) {
            headers.putSingle(HttpHeaders.USER_AGENT, agent);
        }
        return headers;
    }
}
