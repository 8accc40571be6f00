package dev.koda.gateway.client.auth;

import java.time.Instant;

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
        Instant createdAt,
        Instant lastLoginAt,
        Instant inviteExpiresAt,
        String inviteUrl) {

    /** The name to show: what the person chose, else the user name, else the e-mail. */
    public String name() {
        if (displayName != null && !displayName.isBlank()) {
            return displayName;
        }
        return username != null && !username.isBlank() ? username : email;
    }

    public boolean isOff() {
        return "disabled".equals(status);
    }

    public boolean isInvited() {
        return "invited".equals(status);
    }
}
