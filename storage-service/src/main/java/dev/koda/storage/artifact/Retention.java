package dev.koda.storage.artifact;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an artifact is kept.
 *
 * @param name class of retention, {@code standard} or {@code keep}
 * @param days until it expires; 0 is never
 */
record Retention(String name, int days) {
    static final String KEEP = "keep";

    static Retention ofDays(int days) {
        return new Retention(days == 0 ? KEEP : "standard", days);
    }

    /** When an artifact made then expires; null is never. */
    Instant expiryOf(Instant createdAt) {
        return days == 0 ? null : createdAt.plus(Duration.ofDays(days));
    }
}
