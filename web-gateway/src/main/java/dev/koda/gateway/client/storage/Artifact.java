package dev.koda.gateway.client.storage;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** The manifest of a stored file. */
@TemplateData
public record Artifact(
        String id,
        String name,
        String mediaType,
        Long size,
        String sha256,
        String agentId,
        String taskId,
        Instant createdAt,
        Instant expiresAt,
        String retentionClass) {

    public boolean isText() {
        return mediaType != null
                && (mediaType.startsWith("text/") || mediaType.contains("json") || mediaType.contains("xml"));
    }
}
