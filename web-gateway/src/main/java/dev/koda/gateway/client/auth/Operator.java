package dev.koda.gateway.client.auth;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** A person who may sign in. */
@TemplateData
public record Operator(
        String id,
        String email,
        String username,
        String displayName,
        String role,
        String status,
        Boolean disabled,
        Instant createdAt,
        @JsonAlias("last_seen_at") Instant lastLoginAt,
        Instant lockedUntil,
        @JsonAlias("failures") Integer failedAttempts,
        @JsonAlias("totp") Boolean totpEnabled,
        Instant passwordChangedAt,
        String inviteUrl) {

    /** The name to show: what the person chose, else the user name, else the e-mail. */
    public String name() {
        if (displayName != null && !displayName.isBlank()) {
            return displayName;
        }
        return username != null && !username.isBlank() ? username : email;
    }

    public boolean isOff() {
        return Boolean.TRUE.equals(disabled) || "disabled".equals(status);
    }

    public boolean isInvited() {
        return "invited".equals(status);
    }
}
