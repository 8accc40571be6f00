package dev.koda.storage.artifact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The manifests. */
@ApplicationScoped
class Artifacts implements PanacheRepositoryBase<Artifact, UUID> {
    /** The artifact of that id that has not expired. */
    Uni<Artifact> required(UUID id, Instant now) {
        return find("id = ?1 and (expiresAt is null or expiresAt > ?2)", id, now)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new ArtifactNotFound(id));
    }

    Uni<Optional<Artifact>> findByIdempotencyKey(String createdById, String key) {
        return find("createdById = ?1 and idempotencyKey = ?2", createdById, key)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** Newest first, those not expired that match and stand behind the place given; at most {@code limit}. */
    Uni<List<Artifact>> newest(ArtifactFilter filter, Instant now, int limit) {
        List<Object> values = new ArrayList<>(List.of(now));
        StringBuilder query = new StringBuilder("(expiresAt is null or expiresAt > ?1)");
        if (filter.agentId() != null) {
            values.add(filter.agentId());
            query.append(" and agentId = ?").append(values.size());
        }
        if (filter.taskId() != null) {
            values.add(filter.taskId());
            query.append(" and taskId = ?").append(values.size());
        }
        filter.behind().ifPresent(place -> {
            values.add(place.createdAt());
            values.add(place.id());
            query.append(" and (createdAt < ?%1$d or (createdAt = ?%1$d and id < ?%2$d))"
                    .formatted(values.size() - 1, values.size()));
        });
        query.append(" order by createdAt desc, id desc");
        return find(query.toString(), values.toArray()).page(0, limit).list();
    }

    /** Bytes that the agent's manifests stand for; the same content counts each time it is kept. */
    Uni<Long> bytesOf(UUID agentId) {
        return sum("SELECT coalesce(sum(size_bytes), 0)::bigint FROM artifact_manifests WHERE agent_id = ?1", agentId);
    }

    /** Bytes that all manifests stand for. */
    Uni<Long> bytesOfAll() {
        return sum("SELECT coalesce(sum(size_bytes), 0)::bigint FROM artifact_manifests", null);
    }

    private static Uni<Long> sum(String sql, UUID agentId) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql, Long.class);
            return (agentId == null ? query : query.setParameter(1, agentId)).getSingleResult();
        });
    }
}
