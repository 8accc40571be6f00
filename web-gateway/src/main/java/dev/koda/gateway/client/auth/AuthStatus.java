package dev.koda.gateway.client.auth;

import java.time.Instant;
import java.util.List;

import io.quarkus.qute.TemplateData;

/** Who the services say one is, and until when. */
@TemplateData
public record AuthStatus(
        String kind,
        Operator operator,
        List<String> roles,
        Instant sessionExpiresAt,
        String authMode,
        Instant serverTime) {}
