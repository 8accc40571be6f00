package dev.koda.runtime.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;

/** A place in the list of sessions: activity, then id. */
record SessionPlace(Instant updatedAt, UUID id) {

    static SessionPlace of(SessionView session) {
        return new SessionPlace(session.updatedAt(), session.id());
    }

    static SessionPlace of(String cursor) {
        try {
            List<String> parts = Cursor.decode(cursor, 2);
            return new SessionPlace(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
        } catch (DateTimeException | IllegalArgumentException forged) {
            throw Problem.badRequest("cursor_invalid", "The cursor is none that this list has given.");
        }
    }

    String cursor() {
        return Cursor.encode(updatedAt.toString(), id.toString());
    }
}
