package dev.koda.auth.credential;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.bootstrap.SetupCodes;
import dev.koda.auth.lockout.Attempts;
import dev.koda.auth.operator.Departure;
import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.operator.Role;
import dev.koda.auth.origin.Client;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.auth.session.RevocationReason;
import dev.koda.auth.totp.SecondFactors;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;

/**
 * Brings an owner back who lost everything, from the host: credentials, second factor, codes, tokens and sessions are
 * void, the id and all that belongs to it stays, and a setup code lets the owner register anew.
 */
@ApplicationScoped
class OwnerResetService {

    private final Operators operators;
    private final RecoveryCodes codes;
    private final SecondFactors factors;
    private final Departure departure;
    private final Attempts attempts;
    private final SetupCodes setupCodes;
    private final SecurityAudit audit;

    OwnerResetService(
            Operators operators,
            RecoveryCodes codes,
            SecondFactors factors,
            Departure departure,
            Attempts attempts,
            SetupCodes setupCodes,
            SecurityAudit audit) {
        this.operators = operators;
        this.codes = codes;
        this.factors = factors;
        this.departure = departure;
        this.attempts = attempts;
        this.setupCodes = setupCodes;
        this.audit = audit;
    }

    /** The setup code; 404 {@code owner_not_found} when no owner has this e-mail. */
    @WithTransaction
    Uni<SetupCodes.IssuedCode> reset(String email, Client client) {
        return operators
                .findByIdentifier(email)
                .map(found -> found.filter(operator -> operator.role() == Role.OWNER)
                        .orElseThrow(() ->
                                Problem.notFound("owner_not_found", "No owner has this e-mail. Nothing was changed.")))
                .call(owner -> attempts.cleared(owner.id(), client))
                .invoke(Operator::voidCredentials)
                .call(owner -> codes.voidAll(owner.id()))
                .call(owner -> factors.forget(owner.id()))
                .call(owner -> departure.of(owner.id(), RevocationReason.OWNER_RESET))
                .call(owner -> record(owner, client))
                .chain(() -> setupCodes.issueWithin(AuditActor.breakGlass(), client));
    }

    private Uni<Void> record(Operator owner, Client client) {
        String id = owner.id().toString();
        return audit.record(
                SecurityAudit.entry("security.owner.reset", AuditActor.breakGlass(), client)
                        .target("operator", id)
                        .detail("email", owner.email()),
                id);
    }
}
