package dev.koda.platform.testkit.architecture.specimen.timed;

import java.time.Instant;
import java.util.UUID;

/** Takes time and ids from the air. */
public final class Timed {
    private Timed() {}

    static Instant now() {
        return Instant.now();
    }

    static UUID id() {
        return UUID.randomUUID();
    }
}
