package dev.koda.auth.bootstrap;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.operator.Profile;
import dev.koda.auth.origin.Client;
import dev.koda.auth.recovery.FreshCodes;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.auth.session.SessionService;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;

/** The one transaction that makes an owner. Of parallel registrations the first to hold the bootstrap row wins. */
@ApplicationScoped
class OwnerRegistration {

    private final Bootstraps bootstraps;
    private final OwnerSeat seat;
    private final SetupCodes codes;
    private final Operators operators;
    private final RecoveryCodes recoveryCodes;
    private final SessionService sessions;
    private final SecurityAudit audit;
    private final Ids ids;
    private final Clock clock;

    OwnerRegistration(
            Bootstraps bootstraps,
            OwnerSeat seat,
            SetupCodes codes,
            Operators operators,
            RecoveryCodes recoveryCodes,
            SessionService sessions,
            SecurityAudit audit,
            Ids ids,
            Clock clock) {
        this.bootstraps = bootstraps;
        this.seat = seat;
        this.codes = codes;
        this.operators = operators;
        this.recoveryCodes = recoveryCodes;
        this.sessions = sessions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks before anything slow is computed whether the request can succeed at all. */
    @WithTransaction
    Uni<Void> precheck(RegisterOwner body, boolean codeNeeded) {
        return bootstraps
                .held()
                .call(() -> seat.requireVacant())
                .invoke(row -> requireRight(row, body, codeNeeded))
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<RegisteredOwner> register(
            RegisterOwner body, boolean codeNeeded, String hash, FreshCodes fresh, Client client) {
        return bootstraps
                .held()
                .call(() -> seat.requireVacant())
                .invoke(row -> requireRight(row, body, codeNeeded))
                .invoke(Bootstrap::close)
                .chain(() -> seatOwner(body.profile(), hash))
                .call(owner -> recoveryCodes.replace(owner.id(), fresh))
                .chain(owner -> sessions.open(owner.id(), client)
                        .map(session -> new RegisteredOwner(OperatorView.of(owner), fresh.codes(), session)))
                .call(registered -> record(registered, client));
    }

    private Uni<Operator> seatOwner(Profile profile, String hash) {
        Instant now = clock.instant();
        return operators.findVoidedOwner().chain(voided -> {
            if (voided.isPresent()) {
                voided.get().register(profile, hash, now);
                return operators.save(voided.get());
            }
            return operators.save(Operator.owner(ids.next(), profile, hash, now));
        });
    }

    private void requireRight(Bootstrap row, RegisterOwner body, boolean codeNeeded) {
        Instant now = clock.instant();
        boolean token = Optional.ofNullable(body.registrationToken())
                .filter(given -> row.acceptsToken(codes.tokenHash(given), now))
                .isPresent();
        boolean code = Optional.ofNullable(body.bootstrapCode())
                .filter(given -> row.accepts(codes.codeHash(given), now))
                .isPresent();
        if (codeNeeded && !token && !code) {
            throw Problem.forbidden(
                    "registration_token_invalid",
                    "The setup code or registration token is wrong, used or expired. On the host: koda auth issue-code.");
        }
    }

    private Uni<Void> record(RegisteredOwner registered, Client client) {
        String id = registered.operator().id().toString();
        AuditActor owner = AuditActor.operator(id, registered.operator().email());
        return audit.record(
                SecurityAudit.entry("security.owner.registered", owner, client).target("operator", id), id);
    }
}
