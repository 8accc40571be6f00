package dev.koda.auth.signing;

import java.time.Instant;

/** A signed JWT and when it ends. */
public record MintedToken(String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "MintedToken[expiresAt=" + expiresAt + "]";
    }
}
