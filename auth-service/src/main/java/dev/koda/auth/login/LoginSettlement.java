package dev.koda.auth.login;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.lockout.Attempt;
import dev.koda.auth.lockout.Attempts;
import dev.koda.auth.lockout.Guess;
import dev.koda.auth.lockout.Guesses;
import dev.koda.auth.origin.Client;
import dev.koda.auth.session.RecentProof;
import dev.koda.auth.totp.Factor;

/** Ends guesses that open no session, each in one transaction: count and audit stand or fall together. */
@ApplicationScoped
class LoginSettlement {

    private final Attempts attempts;
    private final Guesses guesses;
    private final RecentProof proof;

    LoginSettlement(Attempts attempts, Guesses guesses, RecentProof proof) {
        this.attempts = attempts;
        this.guesses = guesses;
        this.proof = proof;
    }

    @WithTransaction
    Uni<LoginOutcome> refuse(Attempt attempt, Client client) {
        return guesses.wrongWithin(attempt, Guess.SIGN_IN, client).replaceWith(LoginOutcome.Refused::new);
    }

    @WithTransaction
    Uni<LoginOutcome> wantFactor(Attempt attempt) {
        return attempts.released(attempt).replaceWith(LoginOutcome.FactorWanted::new);
    }

    /** Whether the second factor holds; uses it up. A wrong one counts like a wrong password. */
    @WithTransaction
    Uni<Boolean> proven(Attempt attempt, Factor factor, Client client) {
        return factor.proof()
                .get()
                .call(proven ->
                        proven ? Uni.createFrom().voidItem() : guesses.wrongWithin(attempt, Guess.SIGN_IN, client));
    }

    @WithTransaction
    Uni<Boolean> reauthenticated(Attempt attempt, boolean right, UUID sessionId, Client client) {
        if (!right) {
            return guesses.wrongWithin(attempt, Guess.REAUTHENTICATION, client).replaceWith(false);
        }
        return attempts.succeeded(attempt).chain(() -> proof.given(sessionId)).replaceWith(true);
    }
}
