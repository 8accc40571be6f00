package dev.koda.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import io.quarkus.arc.Arc;
import io.quarkus.rest.client.reactive.ReactiveClientHeadersFactory;
import io.smallrye.mutiny.Uni;

/**
 * Identifies calls to another service: with the caller's token where a caller stands behind the request, else with
 * the service's own. For {@code @RegisterClientHeaders}. Not for {@code /internal/**}, which only services may call:
 * there {@link OwnTokenHeaders} is right.
 */
@ApplicationScoped
public class ServiceTokenHeaders extends ReactiveClientHeadersFactory {

    private final ServiceTokens tokens;
    private final CurrentCaller caller;

    ServiceTokenHeaders(ServiceTokens tokens, CurrentCaller caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    @Override
    public Uni<MultivaluedMap<String, String>> getHeaders(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        return token().map(ServiceTokenHeaders::authorization);
    }

    private Uni<String> token() {
        if (!Arc.container().requestContext().isActive()) {
            return tokens.bearer();
        }
        return caller.find()
                .map(known -> Uni.createFrom().item(known.rawToken()))
                .orElseGet(tokens::bearer);
    }

    static MultivaluedMap<String, String> authorization(String token) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return headers;
    }
}
