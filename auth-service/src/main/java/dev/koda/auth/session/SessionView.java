package dev.koda.auth.session;

import java.time.Instant;
import java.util.UUID;

/** A session as its owner sees it; {@code device} is the user agent, {@code current} the one that asks. */
record SessionView(
        UUID id,
        String device,
        String address,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        boolean current) {

    static SessionView of(Session session, String currentId) {
        return new SessionView(
                session.id(),
                session.userAgent(),
                session.address(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                session.id().toString().equals(currentId));
    }
}
