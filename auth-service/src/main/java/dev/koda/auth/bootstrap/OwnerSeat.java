package dev.koda.auth.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.operator.OperatorStatus;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.operator.Role;
import dev.koda.platform.problem.Problem;

/**
 * Whether somebody may register as owner: when there is no owner at all, or when the host voided one who has not
 * registered anew.
 */
@ApplicationScoped
public class OwnerSeat {

    private final Operators operators;

    OwnerSeat(Operators operators) {
        this.operators = operators;
    }

    /** Opens a session of its own. */
    @WithSession
    public Uni<Boolean> vacantNow() {
        return vacant();
    }

    /** Whether there is an owner who can sign in. Opens a session of its own. */
    @WithSession
    public Uni<Boolean> hasOwner() {
        return operators
                .count("role = ?1 and status = ?2", Role.OWNER, OperatorStatus.ACTIVE)
                .map(owners -> owners > 0);
    }

    /** In the caller's session or transaction. */
    Uni<Boolean> vacant() {
        return operators
                .count("role = ?1 and status = ?2", Role.OWNER, OperatorStatus.VOIDED)
                .chain(voided -> operators.count("role", Role.OWNER).map(owners -> voided > 0 || owners == 0));
    }

    /** As {@link #vacant}; fails with 409 {@code owner_exists}. */
    Uni<Void> requireVacant() {
        return vacant().invoke(vacant -> {
                    if (!vacant) {
                        throw Problem.conflict(
                                "owner_exists",
                                "There is an owner already. Sign in, or on the host: koda auth reset-owner.");
                    }
                })
                .replaceWithVoid();
    }
}
