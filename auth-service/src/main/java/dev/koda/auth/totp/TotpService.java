package dev.koda.auth.totp;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.Client;
import dev.koda.auth.session.CallerSession;
import dev.koda.auth.session.RecentProof;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;

/** Enrols, confirms and removes an operator's second factor. */
@ApplicationScoped
class TotpService {

    private final Totps totps;
    private final TotpCodes codes;
    private final Operators operators;
    private final RecentProof proof;
    private final SecurityAudit audit;
    private final Clock clock;

    TotpService(
            Totps totps, TotpCodes codes, Operators operators, RecentProof proof, SecurityAudit audit, Clock clock) {
        this.totps = totps;
        this.codes = codes;
        this.operators = operators;
        this.proof = proof;
        this.audit = audit;
        this.clock = clock;
    }

    /** A fresh secret, which counts once a first code confirmed it; 409 where one counts already. */
    @WithTransaction
    Uni<Enrolment> enrol(Caller caller) {
        UUID operatorId = CallerSession.operator(caller);
        byte[] secret = codes.secret();
        return proof.required(caller)
                .chain(() -> totps.find(operatorId))
                .map(found -> found.filter(Totp::confirmed).isPresent() ? refuseSecond() : found)
                .map(found -> found.orElseGet(() -> new Totp(operatorId)))
                .invoke(totp -> totp.enrol(codes.seal(secret, operatorId)))
                .chain(totps::persist)
                .chain(() -> operators.required(operatorId))
                .map(operator -> new Enrolment(TotpCodes.base32(secret), TotpCodes.uri(secret, operator.email())));
    }

    /** From now on sign-ins need a code. */
    @WithTransaction
    Uni<Void> confirm(Caller caller, String code, Client client) {
        UUID operatorId = CallerSession.operator(caller);
        return proof.required(caller)
                .chain(() -> totps.find(operatorId))
                .map(found -> found.orElseThrow(
                        () -> Problem.conflict("totp_not_enrolled", "Enrol first: POST /auth/totp/enrol.")))
                .chain(totp -> spend(totp, code).invoke(() -> totp.confirm(clock.instant())))
                .chain(() -> record("security.totp.enabled", caller, client));
    }

    @WithTransaction
    Uni<Void> remove(Caller caller, Client client) {
        UUID operatorId = CallerSession.operator(caller);
        return proof.required(caller)
                .chain(() -> totps.deleteById(operatorId))
                .chain(removed -> removed
                        ? record("security.totp.disabled", caller, client)
                        : Uni.createFrom().voidItem());
    }

    @WithSession
    Uni<TotpState> state(Caller caller) {
        return totps.find(CallerSession.operator(caller))
                .map(found -> new TotpState(found.filter(Totp::confirmed).isPresent()));
    }

    private Uni<Void> spend(Totp totp, String code) {
        OptionalLong step = codes.step(totp, code);
        if (step.isEmpty()) {
            return Uni.createFrom().failure(wrongCode());
        }
        return totps.flush()
                .chain(() -> totps.spend(totp.operatorId(), step.getAsLong()))
                .invoke(spent -> {
                    if (!spent) {
                        throw wrongCode();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> record(String type, Caller caller, Client client) {
        return audit.record(
                SecurityAudit.entry(type, Actors.of(caller), client).target("operator", caller.id()), caller.id());
    }

    private static Optional<Totp> refuseSecond() {
        throw Problem.conflict("totp_enabled", "A second factor is set up already. Remove it first.");
    }

    private static Problem wrongCode() {
        return Problem.badRequest("totp_code_invalid", "The code is wrong or was used. Wait for the next one.");
    }

    /** What the authenticator app needs; shown once. */
    record Enrolment(String secret, String otpauthUri) {
        @Override
        public String toString() {
            return "Enrolment[]";
        }
    }

    record TotpState(boolean enabled) {}
}
