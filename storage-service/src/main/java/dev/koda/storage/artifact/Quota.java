package dev.koda.storage.artifact;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import dev.koda.storage.StorageConfig;

/** What agents and all together may keep. */
@ApplicationScoped
class Quota {
    private static final String PER_AGENT = "ARTIFACT_QUOTA_BYTES_PER_AGENT";
    private static final String TOTAL = "ARTIFACT_QUOTA_BYTES_TOTAL";

    private final Artifacts artifacts;
    private final long perAgent;
    private final long total;

    Quota(Artifacts artifacts, StorageConfig config) {
        this.artifacts = artifacts;
        this.perAgent = config.artifactQuotaBytesPerAgent();
        this.total = config.artifactQuotaBytesTotal();
    }

    /**
     * Fails with {@link QuotaExceeded} when so many bytes more would go over a quota. Holds the quota's lock until the
     * transaction ends, so that uploads at the same time cannot pass it together.
     */
    Uni<Void> demandRoom(UUID agentId, long bytes) {
        return demandRoomOfAgent(agentId, bytes).chain(() -> demandRoomOfAll(bytes));
    }

    private Uni<Void> demandRoomOfAgent(UUID agentId, long bytes) {
        if (perAgent == 0 || agentId == null) {
            return Uni.createFrom().voidItem();
        }
        return lock("agent:" + agentId)
                .chain(() -> artifacts.bytesOf(agentId))
                .invoke(used -> demand(PER_AGENT, perAgent, used, bytes))
                .replaceWithVoid();
    }

    private Uni<Void> demandRoomOfAll(long bytes) {
        if (total == 0) {
            return Uni.createFrom().voidItem();
        }
        return lock("total")
                .chain(artifacts::bytesOfAll)
                .invoke(used -> demand(TOTAL, total, used, bytes))
                .replaceWithVoid();
    }

    private static void demand(String setting, long quota, long used, long wanted) {
        if (used + wanted > quota) {
            throw new QuotaExceeded(setting, quota, used, wanted);
        }
    }

    private static Uni<Void> lock(String name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT pg_advisory_xact_lock(hashtext(?1))::text", String.class)
                        .setParameter(1, "storage.quota." + name)
                        .getSingleResult())
                .replaceWithVoid();
    }
}
