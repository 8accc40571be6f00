package dev.koda.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A token as its owner sees it; {@code token} itself is there once, in the answer that made it. */
record ApiTokenView(
        UUID id,
        String tokenName,
        String token,
        String hint,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {

    static ApiTokenView of(ApiToken token) {
        return of(token, null);
    }

    static ApiTokenView of(ApiToken token, String secret) {
        return new ApiTokenView(
                token.id(),
                token.name(),
                secret,
                token.hint(),
                token.scopes(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt().orElse(null));
    }

    @Override
    public String toString() {
        return "ApiTokenView[id=" + id + "]";
    }
}
