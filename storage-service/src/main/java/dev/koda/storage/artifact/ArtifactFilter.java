package dev.koda.storage.artifact;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;

/** Which artifacts are asked for; a null id asks for all. */
record ArtifactFilter(UUID agentId, UUID taskId, Optional<Place> behind) {
    static ArtifactFilter of(UUID agentId, UUID taskId, String cursor) {
        return new ArtifactFilter(agentId, taskId, place(cursor));
    }

    static String cursor(Artifact last) {
        return Cursor.encode(last.createdAt().toString(), last.id().toString());
    }

    private static Optional<Place> place(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return Optional.of(new Place(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1))));
        } catch (DateTimeException | IllegalArgumentException foreign) {
            throw Problem.badRequest("cursor_invalid", "The cursor is not one this list gave out.");
        }
    }

    /** Where a page ended. */
    record Place(Instant createdAt, UUID id) {}
}
