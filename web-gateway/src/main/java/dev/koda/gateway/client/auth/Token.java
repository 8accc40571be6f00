package dev.koda.gateway.client.auth;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** A personal API token; {@code token} is set only in the answer that made it. */
@TemplateData
public record Token(
        String id,
        @JsonAlias("name") String tokenName,
        String token,
        @JsonAlias("token_hint") String hint,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {}
