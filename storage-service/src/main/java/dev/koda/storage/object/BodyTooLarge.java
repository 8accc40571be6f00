package dev.koda.storage.object;

import dev.koda.platform.problem.Problem;

/** A body has more bytes than an artifact may. */
public final class BodyTooLarge extends Problem {
    private static final long serialVersionUID = 1L;

    public BodyTooLarge(long limit) {
        super(
                413,
                "artifact_too_large",
                "Artifact too large",
                "An artifact may have " + limit + " bytes (ARTIFACT_MAX_UPLOAD_BYTES). Send less, or have it raised.");
        with("limit", limit);
    }
}
