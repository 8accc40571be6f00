package dev.koda.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;

/**
 * Ends sessions, in the caller's transaction, and tells the gateways to forget what they hold for them. An API token is
 * announced the same way, under its own id, which its JWT carries as {@code sid}.
 */
@ApplicationScoped
public class Revocations {

    static final String CE_TYPE = "dev.koda.auth.session.revoked.v1";

    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;

    Revocations(Sessions sessions, Outbox outbox, Clock clock) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Ends every session of an operator; how many there were. */
    public Uni<Integer> all(UUID operatorId, RevocationReason reason) {
        return allBut(operatorId, null, reason);
    }

    /** Ends every session of an operator but {@code kept}, which may be null. */
    public Uni<Integer> allBut(UUID operatorId, UUID kept, RevocationReason reason) {
        return sessions.ofOperator(operatorId).chain(found -> Multi.createFrom()
                .iterable(found.stream()
                        .filter(session -> !session.id().equals(kept))
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(session -> end(session, reason).replaceWith(session))
                .collect()
                .asList()
                .map(ended -> ended.size()));
    }

    Uni<Void> end(Session session, RevocationReason reason) {
        return sessions.delete(session).chain(() -> announce(session.id(), session.operatorId(), reason));
    }

    /** Tells the gateways that a session or token is void. */
    public Uni<Void> announce(UUID sessionId, UUID operatorId, RevocationReason reason) {
        SessionRevoked body = new SessionRevoked(sessionId, operatorId, reason.wire(), clock.instant());
        return outbox.record(new OutboxEvent(Topic.AUTH_SESSION, sessionId.toString(), CE_TYPE, body));
    }

    /** Body of the event. */
    record SessionRevoked(UUID sessionId, UUID operatorId, String reason, Instant revokedAt) {}
}
