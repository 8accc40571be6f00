package dev.koda.auth.login;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.lockout.Attempt;
import dev.koda.auth.lockout.Attempts;
import dev.koda.auth.lockout.Guesses;
import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.origin.Client;
import dev.koda.auth.session.RecentProof;
import dev.koda.auth.session.SessionService;
import dev.koda.auth.totp.Factor;
import dev.koda.platform.outbox.AuditActor;

/** The one transaction at the end of each sign-in: count, session and audit stand or fall together. */
@ApplicationScoped
class LoginSettlement {

    private final Attempts attempts;
    private final Guesses guesses;
    private final Operators operators;
    private final SessionService sessions;
    private final RecentProof proof;
    private final SecurityAudit audit;
    private final Clock clock;

    LoginSettlement(
            Attempts attempts,
            Guesses guesses,
            Operators operators,
            SessionService sessions,
            RecentProof proof,
            SecurityAudit audit,
            Clock clock) {
        this.attempts = attempts;
        this.guesses = guesses;
        this.operators = operators;
        this.sessions = sessions;
        this.proof = proof;
        this.audit = audit;
        this.clock = clock;
    }

    @WithTransaction
    Uni<LoginOutcome> refuse(Attempt attempt, String type, Client client) {
        return guesses.wrongWithin(attempt, type, client).replaceWith(LoginOutcome.Refused::new);
    }

    @WithTransaction
    Uni<LoginOutcome> wantFactor(Attempt attempt) {
        return attempts.released(attempt).replaceWith(LoginOutcome.FactorWanted::new);
    }

    /** Uses the second factor up and opens the session; a wrong factor counts like a wrong password. */
    @WithTransaction
    Uni<LoginOutcome> admit(Attempt attempt, Factor factor, String renewedHash, Client client) {
        return factor.proof()
                .get()
                .chain(proven ->
                        proven ? open(attempt, renewedHash, client) : refuse(attempt, "security.login.failed", client));
    }

    @WithTransaction
    Uni<Boolean> reauthenticated(Attempt attempt, boolean right, UUID sessionId, Client client) {
        if (!right) {
            return guesses.wrongWithin(attempt, "security.reauthentication.failed", client)
                    .replaceWith(false);
        }
        return attempts.succeeded(attempt).chain(() -> proof.given(sessionId)).replaceWith(true);
    }

    private Uni<LoginOutcome> open(Attempt attempt, String renewedHash, Client client) {
        return attempts.succeeded(attempt)
                .chain(() -> operators.requiredForUpdate(attempt.lockId()))
                .chain(operator -> operator.active()
                        ? admitted(operator, renewedHash, client)
                        : Uni.createFrom().item(new LoginOutcome.Refused()));
    }

    private Uni<LoginOutcome> admitted(Operator operator, String renewedHash, Client client) {
        operator.signedIn(clock.instant());
        if (!renewedHash.isEmpty()) {
            operator.rehash(renewedHash);
        }
        String id = operator.id().toString();
        return sessions.open(operator.id(), client)
                .call(session -> audit.record(
                        SecurityAudit.entry(
                                        "security.login.succeeded", AuditActor.operator(id, operator.name()), client)
                                .target("session", session.id().toString()),
                        id))
                .map(session -> new LoginOutcome.Admitted(OperatorView.of(operator), session));
    }
}
