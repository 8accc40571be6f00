package dev.koda.auth.credential;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.Client;
import dev.koda.auth.recovery.FreshCodes;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.auth.session.CallerSession;
import dev.koda.auth.session.RecentProof;
import dev.koda.platform.security.Caller;

/** Replaces a set of recovery codes; the old set is void from the same moment. */
@ApplicationScoped
class CodeRenewal {

    private final RecoveryCodes codes;
    private final RecentProof proof;
    private final SecurityAudit audit;
    private final Clock clock;

    CodeRenewal(RecoveryCodes codes, RecentProof proof, SecurityAudit audit, Clock clock) {
        this.codes = codes;
        this.proof = proof;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<RecoveryCodesResource.NewCodes> renew(Caller caller, Client client) {
        UUID operatorId = CallerSession.operator(caller);
        return proof.checked(caller)
                .chain(codes::mint)
                .call(fresh -> replace(operatorId, fresh, caller, client))
                .map(fresh -> new RecoveryCodesResource.NewCodes(fresh.codes(), clock.instant()));
    }

    @WithTransaction
    Uni<Void> replace(UUID operatorId, FreshCodes fresh, Caller caller, Client client) {
        return codes.replace(operatorId, fresh)
                .chain(() -> audit.record(
                        SecurityAudit.entry("security.recovery_codes.regenerated", Actors.of(caller), client)
                                .target("operator", caller.id()),
                        caller.id()));
    }
}
