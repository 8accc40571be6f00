package dev.koda.auth.operator;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;

/** Who may do what to whom: nobody touches or makes more than they are, and there is always an owner left. */
@ApplicationScoped
class OperatorRules {

    private final Operators operators;

    OperatorRules(Operators operators) {
        this.operators = operators;
    }

    /** The role of that name; fails with 400 {@code unknown_role}. */
    static Role role(String wire) {
        return Role.parse(wire)
                .orElseThrow(() -> Problem.badRequest("unknown_role", "The roles are owner, admin, operator, viewer.")
                        .violation("role", "unknown_role", "There is no such role."));
    }

    /** Fails with 403 {@code role_too_low} when the caller is less than {@code role}. */
    static void requireCovered(Caller caller, Role role) {
        Role own =
                Role.parse(caller.roles().contains("owner") ? "owner" : "admin").orElseThrow();
        if (!own.covers(role)) {
            throw Problem.forbidden("role_too_low", "Only an owner can do this to or for an owner.");
        }
    }

    /** In the caller's transaction; fails with 409 {@code last_owner} when {@code operator} is the only one. */
    Uni<Void> requireAnotherOwner(Operator operator) {
        if (operator.role() != Role.OWNER) {
            return Uni.createFrom().voidItem();
        }
        UUID id = operator.id();
        return operators
                .activeOwnersForUpdate()
                .invoke(owners -> {
                    if (owners.stream().allMatch(owner -> owner.id().equals(id))) {
                        throw Problem.conflict(
                                "last_owner", "The last owner cannot be removed, disabled or demoted. Make another.");
                    }
                })
                .replaceWithVoid();
    }
}
