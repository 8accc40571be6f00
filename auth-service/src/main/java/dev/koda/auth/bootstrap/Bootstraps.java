package dev.koda.auth.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where the one setup code is kept. */
@ApplicationScoped
class Bootstraps implements PanacheRepositoryBase<Bootstrap, Integer> {

    /** The row, held until the transaction ends. */
    Uni<Bootstrap> held() {
        return findById(1, LockModeType.PESSIMISTIC_WRITE);
    }
}
