package dev.koda.auth.lockout;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.NoiseBudget;
import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.origin.Client;
import dev.koda.platform.outbox.AuditEntry;

/** Settles a wrong guess in a transaction of its own: counted and audited together. */
@ApplicationScoped
public class Guesses {

    private final Attempts attempts;
    private final SecurityAudit audit;
    private final NoiseBudget noise;

    Guesses(Attempts attempts, SecurityAudit audit, NoiseBudget noise) {
        this.attempts = attempts;
        this.audit = audit;
        this.noise = noise;
    }

    /** The guess was wrong, or was never to succeed. */
    @WithTransaction
    public Uni<Void> wrong(Attempt attempt, Guess guess, Client client) {
        return attempts.failed(attempt, client).chain(() -> recordWrong(attempt, guess, client));
    }

    /** As {@link #wrong}, inside the caller's transaction. */
    public Uni<Void> wrongWithin(Attempt attempt, Guess guess, Client client) {
        return attempts.failed(attempt, client).chain(() -> recordWrong(attempt, guess, client));
    }

    private Uni<Void> recordWrong(Attempt attempt, Guess guess, Client client) {
        if (attempt.refusal().isPresent() && !noise.allows()) {
            return Uni.createFrom().voidItem();
        }
        AuditEntry entry = SecurityAudit.failure(guess.failure(), guess.actor(attempt), client)
                .detail("reason", attempt.refusal().orElse("wrong"))
                .detail("suppressed_before", noise.suppressedSoFar());
        attempt.known()
                .ifPresent(account -> entry.target("operator", account.id().toString()));
        return audit.record(entry, attempt.lockId().toString());
    }
}
