package dev.koda.platform.security;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/**
 * Where a service gets a token of its own. By default auth-service issues it for {@code KODA_SERVICE_KEY};
 * auth-service itself provides a bean that signs it.
 */
public interface ServiceTokenSource {

    /** A fresh token; fails when there is none to be had. */
    Uni<ServiceToken> issue();

    /** A token and when it ends. */
    record ServiceToken(String token, Instant expiresAt) {

        /** Leaves the token out, since records are logged. */
        @Override
        public String toString() {
            return "service token until " + expiresAt;
        }
    }
}
