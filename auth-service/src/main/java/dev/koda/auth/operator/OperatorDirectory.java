package dev.koda.auth.operator;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** Looks operators up for those who hold no transaction. */
@ApplicationScoped
public class OperatorDirectory {

    private final Operators operators;

    OperatorDirectory(Operators operators) {
        this.operators = operators;
    }

    /** The operator, unless disabled, invited or voided. */
    @WithSession
    public Uni<Optional<Operator>> findActive(UUID id) {
        return operators.findById(id).map(found -> Optional.ofNullable(found).filter(Operator::active));
    }

    /** The first owner who can sign in. */
    @WithSession
    public Uni<Optional<Operator>> findOwner() {
        return operators.activeOwners().map(owners -> owners.stream().findFirst());
    }
}
