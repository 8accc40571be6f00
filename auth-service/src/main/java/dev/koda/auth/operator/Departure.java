package dev.koda.auth.operator;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.session.RevocationReason;
import dev.koda.auth.session.Revocations;
import dev.koda.auth.token.IssuedTokens;

/** Ends what an operator holds, in the caller's transaction; gateways hear of it at once. */
@ApplicationScoped
public class Departure {

    private final Revocations revocations;
    private final IssuedTokens tokens;

    Departure(Revocations revocations, IssuedTokens tokens) {
        this.revocations = revocations;
        this.tokens = tokens;
    }

    /** Ends every session and deletes every API token. */
    public Uni<Void> of(UUID operatorId, RevocationReason reason) {
        return revocations.all(operatorId, reason).chain(() -> tokens.revokeAll(operatorId));
    }

    /**
     * Ends every session and makes the gateways ask anew for every API token, which is refused while the operator is
     * disabled and carries the new role after it changed.
     */
    public Uni<Void> ofSessions(UUID operatorId, RevocationReason reason) {
        return revocations.all(operatorId, reason).chain(() -> tokens.announceAll(operatorId, reason));
    }
}
