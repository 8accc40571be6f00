package dev.koda.auth.lockout;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where guess counters are kept; the database makes one with every operator. */
@ApplicationScoped
class LoginLocks implements PanacheRepositoryBase<LoginLock, UUID> {

    /** The row, held until the transaction ends: this is what makes counting atomic across replicas. */
    Uni<LoginLock> held(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("no guess counter for " + id));
    }

    /** The place of a right guess is free again and nothing counts against the account any more; in one statement. */
    Uni<Void> forgive(UUID id, Instant now) {
        return update(
                        "failures = 0, lockedUntil = null, pending = (case when pending > 0 then pending - 1 else 0 end),"
                                + " lastAttemptAt = ?1 where id = ?2",
                        now,
                        id)
                .replaceWithVoid();
    }

    /** Locks that ended by themselves and were not announced yet; rows another replica holds are left to it. */
    Uni<List<LoginLock>> endedUnannounced(Instant now, int limit) {
        return find("announced = true and (lockedUntil is null or lockedUntil <= ?1)", now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, limit)
                .list();
    }

    Uni<List<LoginLock>> locked(Instant now, UUID after, int limit) {
        return find("lockedUntil > ?1 and id > ?2 order by id", now, after)
                .page(0, limit)
                .list();
    }
}
