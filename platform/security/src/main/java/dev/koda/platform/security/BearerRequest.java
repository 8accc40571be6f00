package dev.koda.platform.security;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A token that asks to be verified. */
final class BearerRequest extends BaseAuthenticationRequest {

    private final String token;

    BearerRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
