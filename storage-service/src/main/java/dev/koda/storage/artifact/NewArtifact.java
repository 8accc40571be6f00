package dev.koda.storage.artifact;

import java.util.UUID;
import java.util.regex.Pattern;

import dev.koda.platform.problem.Problem;

/**
 * What a caller says of the bytes to be kept.
 *
 * @param agentId or null
 * @param taskId or null
 * @param mediaType as declared, {@code application/octet-stream} when it was not
 * @param idempotencyKey the same caller's second upload under it gets the first one's artifact; or null
 */
record NewArtifact(UUID agentId, UUID taskId, String name, String mediaType, Creator createdBy, String idempotencyKey) {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_KEY = 200;
    private static final String BYTES = "application/octet-stream";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+-]{1,80}/[\\w!#$&^.+-]{1,80}(\\s*;[^\\p{Cntrl}]{1,150})?");

    NewArtifact {
        name = checkedName(name);
        mediaType = checkedMediaType(mediaType);
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
            throw refused("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
    }

    private static String checkedName(String name) {
        if (name == null || name.isBlank()) {
            throw refused("name", "is missing: say what the artifact is called");
        }
        String stripped = name.strip();
        if (stripped.length() > LONGEST_NAME || stripped.chars().anyMatch(Character::isISOControl)) {
            throw refused("name", "must have at most " + LONGEST_NAME + " characters and no control characters");
        }
        return stripped;
    }

    private static String checkedMediaType(String mediaType) {
        if (mediaType == null || mediaType.isBlank()) {
            return BYTES;
        }
        if (!MEDIA_TYPE.matcher(mediaType.strip()).matches()) {
            throw refused("Content-Type", "is not a media type");
        }
        return mediaType.strip();
    }

    private static Problem refused(String field, String message) {
        return Problem.badRequest("artifact_invalid", field + " " + message + ".")
                .violation(field, "invalid", message);
    }

    /** Who keeps it: {@code operator}, {@code service} or {@code break_glass}, and the id. */
    record Creator(String kind, String id) {}
}
