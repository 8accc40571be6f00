package dev.koda.storage.artifact;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.koda.storage.object.StoredObject;

/** A manifest: what was kept, for whom, until when, and which content it refers to. It never changes. */
@Entity
@Table(name = "artifact_manifests")
public class Artifact {
    @Id
    private UUID id;

    @Column(name = "agent_id")
    private UUID agentId;

    @Column(name = "task_id")
    private UUID taskId;

    private String name;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "size_bytes")
    private long sizeBytes;

    private String sha256;

    private String bucket;

    @Column(name = "object_key")
    private String objectKey;

    @Column(name = "created_by_kind")
    private String createdByKind;

    @Column(name = "created_by_id")
    private String createdById;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "retention_class")
    private String retentionClass;

    @Column(name = "idempotency_key")
    private String idempotencyKey;

    protected Artifact() {}

    Artifact(UUID id, NewArtifact wanted, StoredObject content, Instant createdAt, Retention retention) {
        this.id = id;
        this.agentId = wanted.agentId();
        this.taskId = wanted.taskId();
        this.name = wanted.name();
        this.mediaType = wanted.mediaType();
        this.createdByKind = wanted.createdBy().kind();
        this.createdById = wanted.createdBy().id();
        this.idempotencyKey = wanted.idempotencyKey();
        this.sizeBytes = content.sizeBytes();
        this.sha256 = content.sha256();
        this.objectKey = content.objectKey();
        this.bucket = content.bucket();
        this.createdAt = createdAt;
        this.expiresAt = retention.expiryOf(createdAt);
        this.retentionClass = retention.name();
    }

    public UUID id() {
        return id;
    }

    UUID agentId() {
        return agentId;
    }

    UUID taskId() {
        return taskId;
    }

    String name() {
        return name;
    }

    String mediaType() {
        return mediaType;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public String sha256() {
        return sha256;
    }

    String bucket() {
        return bucket;
    }

    String objectKey() {
        return objectKey;
    }

    String createdByKind() {
        return createdByKind;
    }

    String createdById() {
        return createdById;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    String retentionClass() {
        return retentionClass;
    }
}
