package dev.koda.storage.object;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * The content that lies in the store, and its removal.
 *
 * <p>An upload first takes a lease on its content, then writes, then makes a manifest; a removal first marks the row,
 * then deletes the object, then the row. Both lock the row, so content can never be removed between an upload's write
 * and its manifest.
 */
@ApplicationScoped
public class StoredObjects implements PanacheRepositoryBase<StoredObject, String> {
    /** Longer than any upload takes from its last byte to its manifest. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    /** Longer than the store may take to delete: a second remover would delete what an upload has put there since. */
    private static final Duration REMOVAL = Duration.ofMinutes(3);

    private static final String RESERVE = """
            INSERT INTO stored_objects (sha256, bucket, object_key, size_bytes, state, stored_at, leased_until)
            VALUES (?1, ?2, ?3, ?4, 'present', ?5, ?6)
            ON CONFLICT (sha256) DO UPDATE SET leased_until = excluded.leased_until
             WHERE stored_objects.state = 'present'""";

    private final ObjectStore store;
    private final ObjectKeys keys;
    private final Clock clock;

    StoredObjects(ObjectStore store, ObjectKeys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** When a lease taken now ends, in the precision of the database. */
    public Instant leaseFromNow() {
        return clock.instant().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
    }

    /** Takes a lease on the content; false while it is just being removed. */
    @WithTransaction
    public Uni<Boolean> reserve(Received received, Instant lease) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RESERVE)
                        .setParameter(1, received.sha256())
                        .setParameter(2, store.bucket())
                        .setParameter(3, keys.content(received.sha256()))
                        .setParameter(4, received.size())
                        .setParameter(5, clock.instant())
                        .setParameter(6, lease)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** The content, locked until the transaction ends; null where it is gone. */
    public Uni<StoredObject> locked(String sha256) {
        return findById(sha256, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Marks the content for removal unless a manifest or a lease holds it; whether it is marked. */
    @WithTransaction
    public Uni<Boolean> beginRemoval(String sha256) {
        return locked(sha256).chain(object -> {
            if (object == null) {
                return Uni.createFrom().item(false);
            }
            return references(sha256).map(count -> marked(object, count));
        });
    }

    /** Forgets content whose object is removed. */
    @WithTransaction
    public Uni<Void> endRemoval(String sha256) {
        return delete("sha256 = ?1 and state = ?2", sha256, StoredObject.REMOVING)
                .replaceWithVoid();
    }

    /** Lets others remove the content: the store did not. */
    @WithTransaction
    public Uni<Void> leaveRemoval(String sha256) {
        return update("leasedUntil = null where sha256 = ?1 and state = ?2", sha256, StoredObject.REMOVING)
                .replaceWithVoid();
    }

    /** Content half removed, or never given a manifest before its lease ended. */
    @WithTransaction
    public Uni<List<StoredObject>> leftovers(int limit) {
        return find(
                        "(state = ?1 and leasedUntil is null) or leasedUntil < ?2 order by storedAt",
                        StoredObject.REMOVING,
                        clock.instant())
                .page(0, limit)
                .list();
    }

    /** Drops a lease that has ended, of content that has a manifest after all. */
    @WithTransaction
    public Uni<Void> dropLease(String sha256) {
        return update("leasedUntil = null where sha256 = ?1 and leasedUntil < ?2", sha256, clock.instant())
                .replaceWithVoid();
    }

    private boolean marked(StoredObject object, long references) {
        Instant now = clock.instant();
        boolean free = object.isUnleased(now) && (references == 0 || !object.isPresent());
        if (free) {
            object.beginRemoval(now.plus(REMOVAL).truncatedTo(ChronoUnit.MICROS));
        }
        return free;
    }

    /** A statement of its own behind the lock, so that it sees manifests committed while the lock was waited for. */
    private static Uni<Long> references(String sha256) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "SELECT count(*) FROM artifact_manifests WHERE sha256 = ?1", Long.class)
                .setParameter(1, sha256)
                .getSingleResult());
    }
}
