package dev.koda.auth.operator;

import java.time.Instant;
import java.util.UUID;

/** An operator as callers see one. */
public record OperatorView(
        UUID id,
        String email,
        String username,
        String displayName,
        String role,
        String status,
        Instant createdAt,
        Instant lastLoginAt,
        Instant inviteExpiresAt) {

    public static OperatorView of(Operator operator) {
        return new OperatorView(
                operator.id(),
                operator.email(),
                operator.username().orElse(null),
                operator.displayName().orElse(null),
                operator.role().wire(),
                operator.status().wire(),
                operator.createdAt(),
                operator.lastLoginAt().orElse(null),
                operator.inviteExpiresAt().orElse(null));
    }
}
