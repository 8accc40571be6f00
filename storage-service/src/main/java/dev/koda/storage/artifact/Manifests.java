package dev.koda.storage.artifact;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.problem.page.Page;
import dev.koda.storage.object.StoredObject;
import dev.koda.storage.object.StoredObjects;

/** The database's half of keeping, showing and forgetting artifacts; each method is one transaction. */
@ApplicationScoped
class Manifests {
    private final Artifacts artifacts;
    private final StoredObjects objects;
    private final Quota quota;
    private final Outbox outbox;
    private final Making making;

    Manifests(Artifacts artifacts, StoredObjects objects, Quota quota, Outbox outbox, Making making) {
        this.artifacts = artifacts;
        this.objects = objects;
        this.quota = quota;
        this.outbox = outbox;
        this.making = making;
    }

    @WithTransaction
    Uni<Optional<Artifact>> findEarlier(NewArtifact wanted) {
        return wanted.idempotencyKey() == null
                ? Uni.createFrom().item(Optional.empty())
                : artifacts.findByIdempotencyKey(wanted.createdBy().id(), wanted.idempotencyKey());
    }

    @WithTransaction
    Uni<Void> demandRoom(UUID agentId, long bytes) {
        return quota.demandRoom(agentId, bytes);
    }

    /** Makes the manifest of content that lies in the store under this lease; empty where the content is gone again. */
    @WithTransaction
    Uni<Optional<Artifact>> make(NewArtifact wanted, String sha256, Instant lease) {
        return objects.locked(sha256)
                .chain(content -> content == null || !content.isPresent()
                        ? Uni.createFrom().item(Optional.empty())
                        : make(wanted, content, lease).map(Optional::of));
    }

    @WithTransaction
    Uni<Artifact> required(UUID id) {
        return artifacts.required(id, making.now());
    }

    @WithTransaction
    Uni<Page<Artifact>> newest(ArtifactFilter filter, int limit) {
        return artifacts
                .newest(filter, making.now(), limit + 1)
                .map(found -> Page.of(found, limit, ArtifactFilter::cursor));
    }

    /** Forgets the artifact; what it was. */
    @WithTransaction
    Uni<Artifact> delete(UUID id, String reason) {
        return artifacts
                .required(id, making.now())
                .call(artifacts::delete)
                .call(artifact -> outbox.record(ArtifactEvents.deleted(artifact, reason, making.now())));
    }

    private Uni<Artifact> make(NewArtifact wanted, StoredObject content, Instant lease) {
        return quota.demandRoom(wanted.agentId(), content.sizeBytes())
                .map(room -> making.manifest(wanted, content))
                .call(artifacts::persistAndFlush)
                .call(artifact -> outbox.record(ArtifactEvents.stored(artifact)))
                .invoke(artifact -> content.release(lease));
    }
}
