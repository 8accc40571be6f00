package dev.koda.auth.session;

import java.time.Instant;
import java.util.UUID;

/** A session that holds; {@code endsAt} is when it ends if nobody uses it from now on. */
public record LiveSession(UUID id, UUID operatorId, Instant endsAt) {}
