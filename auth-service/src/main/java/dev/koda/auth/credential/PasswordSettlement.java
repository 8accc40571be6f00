package dev.koda.auth.credential;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.lockout.Attempt;
import dev.koda.auth.lockout.Attempts;
import dev.koda.auth.lockout.Guess;
import dev.koda.auth.lockout.Guesses;
import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.origin.Client;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.auth.session.RecentProof;
import dev.koda.auth.session.RevocationReason;
import dev.koda.auth.session.Revocations;
import dev.koda.platform.outbox.AuditActor;

/**
 * The one transaction at the end of each change of a password: password, codes, sessions, count and audit together. The
 * guess counter is locked before the operator, as sign-in does, so that the two cannot wait for each other.
 */
@ApplicationScoped
class PasswordSettlement {

    private static final UUID NOBODY = new UUID(0, 0);

    private final Attempts attempts;
    private final Guesses guesses;
    private final Operators operators;
    private final RecoveryCodes codes;
    private final PasswordResets resets;
    private final Revocations revocations;
    private final RecentProof proof;
    private final SecurityAudit audit;
    private final Clock clock;

    PasswordSettlement(
            Attempts attempts,
            Guesses guesses,
            Operators operators,
            RecoveryCodes codes,
            PasswordResets resets,
            Revocations revocations,
            RecentProof proof,
            SecurityAudit audit,
            Clock clock) {
        this.attempts = attempts;
        this.guesses = guesses;
        this.operators = operators;
        this.codes = codes;
        this.resets = resets;
        this.revocations = revocations;
        this.proof = proof;
        this.audit = audit;
        this.clock = clock;
    }

    /** Sets the password of somebody signed in; the session at hand stays, all others end. */
    @WithTransaction
    Uni<Void> change(Attempt attempt, UUID sessionId, String hash, Client client) {
        return attempts.succeeded(attempt)
                .chain(() -> replace(attempt.lockId(), hash))
                .call(operator -> revocations.allBut(operator.id(), sessionId, RevocationReason.PASSWORD_CHANGED))
                .call(() -> proof.given(sessionId))
                .chain(operator -> record("security.password.changed", operator, client));
    }

    /** Uses the code up, voids the rest, ends all sessions and the lock; false when the code was wrong. */
    @WithTransaction
    Uni<Boolean> recover(Attempt attempt, byte[] digest, String hash, Client client) {
        return taken(attempt, digest)
                .chain(right -> right
                        ? recovered(attempt, hash, client).replaceWith(true)
                        : guesses.wrongWithin(attempt, Guess.RECOVERY, client).replaceWith(false));
    }

    /** Uses the mailed link up; false when it was used or expired meanwhile. */
    @WithTransaction
    Uni<Boolean> reset(byte[] tokenHash, UUID operatorId, String hash, Client client) {
        return resets.take(tokenHash, clock.instant())
                .chain(taken -> taken
                        ? attempts.cleared(operatorId, client)
                                .chain(() -> replace(operatorId, hash))
                                .call(operator -> revocations.all(operator.id(), RevocationReason.PASSWORD_RESET))
                                .chain(operator -> record("security.password.reset", operator, client))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    /** An account that does not exist has no codes; it is asked for them all the same. */
    private Uni<Boolean> taken(Attempt attempt, byte[] digest) {
        return codes.take(attempt.account().map(Attempt.Account::id).orElse(NOBODY), digest);
    }

    private Uni<Void> recovered(Attempt attempt, String hash, Client client) {
        return attempts.succeeded(attempt)
                .chain(() -> attempts.cleared(attempt.lockId(), client))
                .chain(() -> replace(attempt.lockId(), hash))
                .call(operator -> codes.voidAll(operator.id()))
                .call(operator -> revocations.all(operator.id(), RevocationReason.PASSWORD_RECOVERED))
                .chain(operator -> record("security.password.recovered", operator, client));
    }

    private Uni<Operator> replace(UUID operatorId, String hash) {
        return operators.requiredForUpdate(operatorId).invoke(operator -> operator.setPassword(hash, clock.instant()));
    }

    private Uni<Void> record(String type, Operator operator, Client client) {
        String id = operator.id().toString();
        return audit.record(
                SecurityAudit.entry(type, AuditActor.operator(id, operator.name()), client)
                        .target("operator", id),
                id);
    }
}
