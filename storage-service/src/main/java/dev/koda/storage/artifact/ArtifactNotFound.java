package dev.koda.storage.artifact;

import java.util.UUID;

import dev.koda.platform.problem.Problem;

/** There is no artifact of that id, or it has expired. */
final class ArtifactNotFound extends Problem {
    private static final long serialVersionUID = 1L;

    ArtifactNotFound(UUID id) {
        super(404, "artifact_not_found", "Artifact not found", "There is no artifact " + id + ", or it has expired.");
    }
}
