package dev.koda.auth.recovery;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where codes wait to be used. */
@ApplicationScoped
class UnusedCodes implements PanacheRepositoryBase<RecoveryCode, UUID> {

    Uni<Long> remaining(UUID operatorId) {
        return count("operatorId", operatorId);
    }

    /** Takes the code out; false when there is no such code, or somebody else was first. */
    Uni<Boolean> take(UUID operatorId, byte[] digest) {
        return delete("operatorId = ?1 and digest = ?2", operatorId, digest).map(taken -> taken == 1);
    }

    Uni<Long> deleteOf(UUID operatorId) {
        return delete("operatorId", operatorId);
    }

    Uni<Void> add(List<RecoveryCode> codes) {
        return persist(codes);
    }
}
