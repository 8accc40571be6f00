package dev.koda.storage.artifact;

import java.time.Instant;
import java.util.UUID;

/** A manifest on the wire. */
record ArtifactView(
        UUID id,
        String name,
        String mediaType,
        long size,
        String sha256,
        UUID agentId,
        UUID taskId,
        CreatorView createdBy,
        Instant createdAt,
        Instant expiresAt,
        String retentionClass) {
    static ArtifactView of(Artifact artifact) {
        return new ArtifactView(
                artifact.id(),
                artifact.name(),
                artifact.mediaType(),
                artifact.sizeBytes(),
                artifact.sha256(),
                artifact.agentId(),
                artifact.taskId(),
                new CreatorView(artifact.createdByKind(), artifact.createdById()),
                artifact.createdAt(),
                artifact.expiresAt(),
                artifact.retentionClass());
    }

    /** Who kept it. */
    record CreatorView(String kind, String id) {}
}
