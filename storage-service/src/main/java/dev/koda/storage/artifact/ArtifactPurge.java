package dev.koda.storage.artifact;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.outbox.Outbox;

/** Forgets artifacts whose time is over. */
@ApplicationScoped
public class ArtifactPurge {
    private final Artifacts artifacts;
    private final Outbox outbox;
    private final Making making;

    ArtifactPurge(Artifacts artifacts, Outbox outbox, Making making) {
        this.artifacts = artifacts;
        this.outbox = outbox;
        this.making = making;
    }

    /** Forgets the artifact and tells others; false where it is gone already. One transaction. */
    @WithTransaction
    public Uni<Boolean> purge(UUID id) {
        return artifacts
                .findById(id)
                .chain(artifact -> artifact == null
                        ? Uni.createFrom().item(false)
                        : artifacts
                                .delete(artifact)
                                .chain(() -> outbox.record(ArtifactEvents.deleted(artifact, "purged", making.now())))
                                .replaceWith(true));
    }
}
