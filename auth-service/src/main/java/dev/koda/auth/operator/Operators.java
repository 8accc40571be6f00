package dev.koda.auth.operator;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.hibernate.exception.ConstraintViolationException;

import dev.koda.platform.problem.Problem;

/** Where operators are kept. */
@ApplicationScoped
public class Operators implements PanacheRepositoryBase<Operator, UUID> {

    /** The operator whom {@code identifier}, an e-mail or a user name in any case, names. */
    public Uni<Optional<Operator>> findByIdentifier(String identifier) {
        String lower = Profile.lower(identifier);
        return find("email = ?1 or username = ?1", lower).firstResult().map(Optional::ofNullable);
    }

    /** Fails with 404 {@code operator_not_found}. */
    public Uni<Operator> required(UUID id) {
        return findById(id)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("operator_not_found", "There is no operator " + id + "."));
    }

    /** As {@link #required}, holding the row until the transaction ends. */
    public Uni<Operator> requiredForUpdate(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("operator_not_found", "There is no operator " + id + "."));
    }

    /** All owners who can sign in, held until the transaction ends, so that two demotions cannot pass each other. */
    public Uni<List<Operator>> activeOwnersForUpdate() {
        return find("role = ?1 and status = ?2 order by id", Role.OWNER, OperatorStatus.ACTIVE)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Owners who can sign in. */
    public Uni<List<Operator>> activeOwners() {
        return list("role = ?1 and status = ?2 order by id", Role.OWNER, OperatorStatus.ACTIVE);
    }

    /** The owner whose credentials were voided and who has not registered anew. */
    public Uni<Optional<Operator>> findVoidedOwner() {
        return find("role = ?1 and status = ?2 order by id", Role.OWNER, OperatorStatus.VOIDED)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** Writes {@code operator} now; fails with 409 {@code identifier_taken} for an e-mail or user name somebody has. */
    public Uni<Operator> save(Operator operator) {
        return persistAndFlush(operator)
                .onFailure(ConstraintViolationException.class)
                .transform(taken ->
                        Problem.conflict("identifier_taken", "Another operator has this e-mail or user name already."));
    }

    Uni<Optional<Operator>> findByInvite(byte[] hash) {
        return find("inviteHash", hash)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<List<Operator>> after(UUID id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }
}
