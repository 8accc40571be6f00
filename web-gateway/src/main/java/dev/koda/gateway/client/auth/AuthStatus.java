package dev.koda.gateway.client.auth;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** Who the services say one is, and what of the sign-in still holds. */
@TemplateData
public record AuthStatus(
        Operator operator,
        List<String> roles,
        @JsonAlias("session_expires_at") Instant expiresAt,
        @JsonAlias({"password_proven_at", "last_proof_at"}) Instant reauthenticatedAt,
        Boolean totpEnabled,
        Instant serverTime) {}
