package dev.koda.audit.trail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a service reported, redacted and ready to be recorded.
 *
 * @param id CloudEvents id; recorded once
 * @param time when it happened, by the reporting service's clock, in microseconds
 * @param source CloudEvents source, {@code /auth-service}
 * @param address client address, or null
 * @param userAgent client's user agent, or null
 * @param traceId or null
 * @param taskId or null
 * @param details canonical JSON text, or null; see {@link CanonicalJson}
 * @param redacted paths of what was blanked, {@code details.password}
 */
public record Entry(
        UUID id,
        Instant time,
        String type,
        Outcome outcome,
        String source,
        Actor actor,
        String address,
        String userAgent,
        Target target,
        String traceId,
        String taskId,
        String details,
        List<String> redacted) {
    public Entry {
        redacted = List.copyOf(redacted);
    }

    /** Who did it; every part may be null. */
    public record Actor(String kind, String id, String name) {
        /** Nobody is named, or no longer. */
        public static final Actor NONE = new Actor(null, null, null);
    }

    /** What it was done to; every part may be null. */
    public record Target(String kind, String id) {
        /** Nothing is named, or no longer. */
        public static final Target NONE = new Target(null, null);
    }
}
