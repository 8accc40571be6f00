package dev.koda.auth.totp;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where second factors are kept. */
@ApplicationScoped
class Totps implements PanacheRepositoryBase<Totp, UUID> {

    Uni<Optional<Totp>> find(UUID operatorId) {
        return findById(operatorId).map(Optional::ofNullable);
    }

    /** Uses up the code of {@code step}; false when it, or a later one, was used before. */
    Uni<Boolean> spend(UUID operatorId, long step) {
        return update("lastStep = ?1 where operatorId = ?2 and lastStep < ?1", step, operatorId)
                .map(updated -> updated == 1);
    }
}
