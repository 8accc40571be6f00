package dev.koda.storage.artifact;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import dev.koda.platform.problem.Problem;
import dev.koda.storage.StorageConfig;
import dev.koda.storage.bridge.Transactions;
import dev.koda.storage.object.BodyTooLarge;
import dev.koda.storage.object.ObjectStoreAway;
import dev.koda.storage.object.Received;

/**
 * Keeps, shows and forgets artifacts. Object first, manifest second: a failed half is never seen, and both halves can be
 * repeated. Blocks; for virtual threads.
 */
@ApplicationScoped
class ArtifactService {
    private static final Logger LOG = Logger.getLogger(ArtifactService.class);
    private static final int TRIES = 3;

    private final Contents contents;
    private final Manifests manifests;
    private final long limit;

    ArtifactService(Contents contents, Manifests manifests, StorageConfig config) {
        this.contents = contents;
        this.manifests = manifests;
        this.limit = config.artifactMaxUploadBytes();
    }

    /**
     * Keeps the body.
     *
     * @param declared bytes the sender announced, or -1
     */
    Artifact keep(NewArtifact wanted, InputStream body, long declared) {
        if (declared > limit) {
            throw new BodyTooLarge(limit);
        }
        Optional<Artifact> earlier = Transactions.await(() -> manifests.findEarlier(wanted));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Transactions.await(() -> manifests.demandRoom(wanted.agentId(), Math.max(0, declared)));
        Received received = contents.receive(body, declared, limit);
        try {
            return place(wanted, received);
        } finally {
            contents.discard(received);
        }
    }

    Artifact required(UUID id) {
        return Transactions.await(() -> manifests.required(id));
    }

    /** Forgets the artifact at once; its content follows unless another artifact has the same. */
    void delete(UUID id) {
        Artifact gone = Transactions.await(() -> manifests.delete(id, "deleted"));
        try {
            contents.removeUnreferenced(gone.sha256());
        } catch (ObjectStoreAway away) {
            LOG.warnf("content removed later sha256=%s reason=%s", gone.sha256(), away.asItCame());
        }
    }

    /** The content, or the stretch of it; close or abort it. */
    ResponseInputStream<GetObjectResponse> open(Artifact artifact, ByteRange range) {
        return contents.open(artifact.objectKey(), range)
                .orElseThrow(
                        () -> new Problem(
                                410,
                                "artifact_content_missing",
                                "Content missing",
                                "The manifest is there, its content is not. Run `koda storage audit` to see what else is missing."));
    }

    private Artifact place(NewArtifact wanted, Received received) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Instant lease = contents.reserve(received);
            contents.place(received);
            Optional<Artifact> made = make(wanted, received.sha256(), lease);
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw Problem.unavailable(
                "artifact_busy", "The same content is being removed. Try again.", Duration.ofSeconds(2));
    }

    /** A manifest refused for its idempotency key means that the same upload was faster; for a quota, that the content goes. */
    private Optional<Artifact> make(NewArtifact wanted, String sha256, Instant lease) {
        try {
            return Transactions.await(() -> manifests.make(wanted, sha256, lease));
        } catch (ConstraintViolationException another) {
            return Transactions.await(() -> manifests.findEarlier(wanted));
        }
    }
}
