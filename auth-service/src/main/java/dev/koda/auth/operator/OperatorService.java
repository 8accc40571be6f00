package dev.koda.auth.operator;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.Client;
import dev.koda.auth.session.RecentProof;
import dev.koda.auth.session.RevocationReason;
import dev.koda.platform.security.Caller;

/** Lists, changes and removes operators. Whoever loses a right loses the sessions that had it, everywhere. */
@ApplicationScoped
class OperatorService {

    private final Operators operators;
    private final OperatorRules rules;
    private final RecentProof proof;
    private final Departure departure;
    private final SecurityAudit audit;

    OperatorService(
            Operators operators, OperatorRules rules, RecentProof proof, Departure departure, SecurityAudit audit) {
        this.operators = operators;
        this.rules = rules;
        this.proof = proof;
        this.departure = departure;
        this.audit = audit;
    }

    @WithSession
    Uni<List<OperatorView>> list(UUID after, int limit) {
        return operators
                .after(after, limit)
                .map(found -> found.stream().map(OperatorView::of).toList());
    }

    @WithTransaction
    Uni<OperatorView> change(UUID id, ChangeOperator change, Caller caller, Client client) {
        return proof.required(caller)
                .chain(() -> operators.requiredForUpdate(id))
                .invoke(operator -> OperatorRules.requireCovered(caller, operator.role()))
                .call(operator -> changeRole(operator, change.role(), caller, client))
                .call(operator -> changeStatus(operator, change.disabled(), caller, client))
                .invoke(operator -> Optional.ofNullable(change.displayName()).ifPresent(operator::rename))
                .map(OperatorView::of);
    }

    @WithTransaction
    Uni<Void> remove(UUID id, Caller caller, Client client) {
        return proof.required(caller)
                .chain(() -> operators.requiredForUpdate(id))
                .invoke(operator -> OperatorRules.requireCovered(caller, operator.role()))
                .call(rules::requireAnotherOwner)
                .call(operator -> departure.of(id, RevocationReason.OPERATOR_REMOVED))
                .call(operators::delete)
                .chain(operator -> record("security.operator.removed", operator, caller, client));
    }

    private Uni<Void> changeRole(Operator operator, String wire, Caller caller, Client client) {
        if (wire == null || OperatorRules.role(wire) == operator.role()) {
            return Uni.createFrom().voidItem();
        }
        Role next = OperatorRules.role(wire);
        OperatorRules.requireCovered(caller, next);
        return rules.requireAnotherOwner(operator)
                .invoke(() -> operator.become(next))
                .chain(() -> departure.ofSessions(operator.id(), RevocationReason.ROLE_CHANGED))
                .chain(() -> record("security.operator.role_changed", operator, caller, client));
    }

    private Uni<Void> changeStatus(Operator operator, Boolean disabled, Caller caller, Client client) {
        boolean now = operator.status() == OperatorStatus.DISABLED;
        if (disabled == null || disabled == now) {
            return Uni.createFrom().voidItem();
        }
        if (!disabled) {
            operator.enable();
            return record("security.operator.enabled", operator, caller, client);
        }
        return rules.requireAnotherOwner(operator)
                .invoke(operator::disable)
                .chain(() -> departure.ofSessions(operator.id(), RevocationReason.OPERATOR_DISABLED))
                .chain(() -> record("security.operator.disabled", operator, caller, client));
    }

    private Uni<Void> record(String type, Operator operator, Caller caller, Client client) {
        return audit.record(
                SecurityAudit.entry(type, Actors.of(caller), client)
                        .target("operator", operator.id().toString())
                        .detail("email", operator.email())
                        .detail("role", operator.role().wire()),
                operator.id().toString());
    }
}
