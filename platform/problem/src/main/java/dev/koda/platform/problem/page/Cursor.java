package dev.koda.platform.problem.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import dev.koda.platform.problem.Problem;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An opaque place in a list: the sort keys of the last row seen, as base64url. Callers pass it back unread; it holds
 * nothing secret and grants nothing, so it is not signed.
 */
public final class Cursor {

    /** Stands between the parts; a control character that no sort key holds (ASCII unit separator). */
    private static final String SEPARATOR = "\u001f";

    private static final int MAX_LENGTH = 1024;

    private Cursor() {}

    public static String encode(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(UTF_8));
    }

    /** The parts of a cursor; anything but a cursor of that many parts is a 400 problem {@code cursor_invalid}. */
    public static List<String> decode(String cursor, int parts) {
        List<String> decoded = List.of(text(cursor).split(SEPARATOR, -1));
        if (decoded.size() != parts) {
            throw invalid();
        }
        return decoded;
    }

    /** The id that a cursor of one part holds; anything but such a cursor is the same 400 problem. */
    public static UUID decodeId(String cursor) {
        try {
            return UUID.fromString(decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException noId) {
            throw invalid();
        }
    }

    private static String text(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return Problem.badRequest(
                        "cursor_invalid", "The cursor is not one this list gave out. Start again without a cursor.")
                .violation("cursor", "cursor_invalid", "not a cursor of this list");
    }
}
