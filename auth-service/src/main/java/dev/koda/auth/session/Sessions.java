package dev.koda.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where sessions are kept. */
@ApplicationScoped
class Sessions implements PanacheRepositoryBase<Session, UUID> {

    Uni<Optional<Session>> findByToken(byte[] tokenHash) {
        return find("tokenHash", tokenHash).firstResult().map(Optional::ofNullable);
    }

    Uni<List<Session>> ofOperator(UUID operatorId) {
        return list("operatorId = ?1 order by id", operatorId);
    }

    Uni<List<Session>> ofOperatorAfter(UUID operatorId, UUID after, int limit) {
        return find("operatorId = ?1 and id > ?2 order by id", operatorId, after)
                .page(0, limit)
                .list();
    }

    Uni<Integer> touch(UUID id, Instant now) {
        return update("lastSeenAt = ?1 where id = ?2 and lastSeenAt < ?1", now, id);
    }

    Uni<Long> deleteEnded(Instant now, Instant idleSince) {
        return delete("expiresAt <= ?1 or lastSeenAt <= ?2", now, idleSince);
    }
}
