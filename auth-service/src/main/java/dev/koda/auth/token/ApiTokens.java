package dev.koda.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Where tokens are kept. */
@ApplicationScoped
class ApiTokens implements PanacheRepositoryBase<ApiToken, UUID> {

    Uni<Optional<ApiToken>> findByHash(byte[] hash) {
        return find("tokenHash", hash).firstResult().map(Optional::ofNullable);
    }

    Uni<List<ApiToken>> ofOperator(UUID operatorId) {
        return list("operatorId = ?1 order by id", operatorId);
    }

    Uni<List<ApiToken>> ofOperatorAfter(UUID operatorId, UUID after, int limit) {
        return find("operatorId = ?1 and id > ?2 order by id", operatorId, after)
                .page(0, limit)
                .list();
    }

    /** Writes the time of use unless it was written since {@code unlessSince}. */
    Uni<Integer> touch(UUID id, Instant now, Instant unlessSince) {
        return update(
                "lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?3)", now, id, unlessSince);
    }

    Uni<Long> deleteOf(UUID operatorId) {
        return delete("operatorId", operatorId);
    }

    Uni<Long> deleteExpired(Instant before) {
        return delete("expiresAt < ?1", before);
    }
}
