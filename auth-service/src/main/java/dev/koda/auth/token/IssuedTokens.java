package dev.koda.auth.token;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.session.RevocationReason;
import dev.koda.auth.session.Revocations;

/** All API tokens of one operator, for whatever happens to the operator; in the caller's transaction. */
@ApplicationScoped
public class IssuedTokens {

    private final ApiTokens tokens;
    private final Revocations revocations;

    IssuedTokens(ApiTokens tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /** Deletes them. */
    public Uni<Void> revokeAll(UUID operatorId) {
        return announceAll(operatorId, RevocationReason.TOKEN_REVOKED)
                .chain(() -> tokens.deleteOf(operatorId))
                .replaceWithVoid();
    }

    /** Makes the gateways forget what they hold for them. */
    public Uni<Void> announceAll(UUID operatorId, RevocationReason reason) {
        return tokens.ofOperator(operatorId).chain(found -> Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(token ->
                        revocations.announce(token.id(), operatorId, reason).replaceWith(token))
                .collect()
                .asList()
                .replaceWithVoid());
    }
}
