package dev.koda.auth.credential;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where open links are kept: at most one per operator. */
@ApplicationScoped
class PasswordResets implements PanacheRepositoryBase<PasswordReset, UUID> {

    Uni<Optional<PasswordReset>> findByToken(byte[] hash, Instant now) {
        return find("tokenHash", hash).firstResult().map(found -> Optional.ofNullable(found)
                .filter(reset -> reset.holds(now)));
    }

    /** Takes the link out; false when somebody else was first. */
    Uni<Boolean> take(byte[] hash, Instant now) {
        return delete("tokenHash = ?1 and expiresAt > ?2", hash, now).map(taken -> taken == 1);
    }

    Uni<Long> deleteExpired(Instant now) {
        return delete("expiresAt <= ?1", now);
    }

    Uni<Void> replace(UUID operatorId, byte[] hash, Instant until) {
        return findById(operatorId)
                .map(found -> Optional.ofNullable(found)
                        .orElseGet(() -> new PasswordReset(operatorId))
                        .renew(hash, until))
                .chain(this::persist)
                .replaceWithVoid();
    }
}
