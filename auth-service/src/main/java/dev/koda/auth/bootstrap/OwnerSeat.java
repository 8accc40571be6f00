package dev.koda.auth.bootstrap;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.operator.Operator;
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

    /** How it is now. Opens a session of its own. */
    @WithSession
    public Uni<State> now() {
        return owners().map(State::of);
    }

    /** In the caller's session or transaction. */
    Uni<Boolean> vacant() {
        return owners().map(State::of).map(State::vacant);
    }

    private Uni<List<Operator>> owners() {
        return operators.list("role", Role.OWNER);
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

    /**
     * @param taken there is an owner who can sign in
     * @param vacant there is no owner, or one who is to register anew
     */
    public record State(boolean taken, boolean vacant) {
        static State of(List<Operator> owners) {
            return new State(
                    owners.stream().anyMatch(Operator::active),
                    owners.isEmpty() || owners.stream().anyMatch(owner -> owner.status() == OperatorStatus.VOIDED));
        }
    }
}
