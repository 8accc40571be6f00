package dev.koda.auth.signing;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where signing keys are kept, oldest first. */
@ApplicationScoped
class SigningKeys implements PanacheRepositoryBase<SigningKey, String> {

    /** Any number that no other lock of this schema uses; 'keys' in ASCII. */
    private static final long ROTATION_LOCK = 0x6b657973L;

    /** One replica at a time may change the set of keys; held until the transaction ends. */
    Uni<Void> lockRotation() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(?1)")
                        .setParameter(1, ROTATION_LOCK)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** Keys that verifiers may still need. */
    Uni<List<SigningKey>> published(Instant now) {
        return list("retiresAt is null or retiresAt > ?1 order by activeFrom, id", now);
    }

    Uni<Long> deleteRetired(Instant now) {
        return delete("retiresAt <= ?1", now);
    }
}
