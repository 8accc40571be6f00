package dev.koda.auth.token;

import java.time.Instant;
import java.util.UUID;

/** A token that holds. */
public record LiveToken(UUID id, UUID operatorId, String scope, Instant expiresAt) {}
