package dev.koda.storage.artifact;

import java.time.Instant;
import java.util.UUID;

import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;

/** What others are told of artifacts; the schemas stand in {@code contracts/events}. */
final class ArtifactEvents {
    static final String STORED = "dev.koda.storage.artifact.stored.v1";
    static final String DELETED = "dev.koda.storage.artifact.deleted.v1";

    private ArtifactEvents() {}

    static OutboxEvent stored(Artifact artifact) {
        return event(
                artifact,
                STORED,
                new Stored(
                        artifact.id(),
                        artifact.agentId(),
                        artifact.taskId(),
                        artifact.name(),
                        artifact.mediaType(),
                        artifact.sizeBytes(),
                        artifact.sha256(),
                        artifact.createdAt(),
                        artifact.expiresAt()));
    }

    static OutboxEvent deleted(Artifact artifact, String reason, Instant at) {
        return event(
                artifact,
                DELETED,
                new Deleted(artifact.id(), artifact.agentId(), artifact.taskId(), artifact.sha256(), reason, at));
    }

    private static OutboxEvent event(Artifact artifact, String type, Object body) {
        return new OutboxEvent(Topic.STORAGE_ARTIFACT, artifact.id().toString(), type, body);
    }

    /** An artifact was kept. */
    record Stored(
            UUID artifactId,
            UUID agentId,
            UUID taskId,
            String name,
            String mediaType,
            long size,
            String sha256,
            Instant createdAt,
            Instant expiresAt) {}

    /** An artifact is gone; the reason is {@code deleted} or {@code purged}. */
    record Deleted(UUID artifactId, UUID agentId, UUID taskId, String sha256, String reason, Instant deletedAt) {}
}
