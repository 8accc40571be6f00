package dev.koda.gateway.client.auth;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** A signed-in browser. */
@TemplateData
public record Session(
        String id,
        @JsonAlias("user_agent") String device,
        @JsonAlias("client_address") String address,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Boolean current) {}
