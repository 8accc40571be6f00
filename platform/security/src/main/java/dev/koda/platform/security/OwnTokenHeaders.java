package dev.koda.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;

import io.quarkus.rest.client.reactive.ReactiveClientHeadersFactory;
import io.smallrye.mutiny.Uni;

/** Identifies calls to another service as this service itself, also while serving somebody; for {@code /internal/**}. */
@ApplicationScoped
public class OwnTokenHeaders extends ReactiveClientHeadersFactory {

    private final ServiceTokens tokens;

    OwnTokenHeaders(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<MultivaluedMap<String, String>> getHeaders(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        return tokens.bearer().map(ServiceTokenHeaders::authorization);
    }
}
