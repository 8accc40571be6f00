package dev.koda.gateway.client.auth;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** Whether the second factor is on. */
@TemplateData
public record TotpState(
        @JsonAlias({"active", "confirmed", "on"}) Boolean enabled,
        @JsonAlias({"enabled_at", "confirmed_at"}) Instant since,
        Instant lastUsedAt) {}
