package dev.koda.runtime.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether a worker may judge others by what the database says. While the database was away, or this process stood still,
 * living workers could not renew their leases either; their leases say nothing until they had time to. A process that has
 * just started sees clearly. Not safe for use by several threads.
 */
final class ClearSight {
    /** Who did not look for so many rounds was frozen, or the database was. */
    private static final int ROUNDS_MISSED = 5;

    /** Shorter silences are those of a busy machine. */
    private static final Duration LEAST_FROZEN = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Duration frozen;
    private final Duration allBack;
    private Instant lastSeen = Instant.MAX;
    private Instant blurredUntil = Instant.MIN;
    private boolean away;

    /**
     * @param round how often the database is asked
     * @param allBack time for all workers to renew their leases once the database answers again
     */
    ClearSight(InstantSource clock, Duration round, Duration allBack) {
        this.clock = clock;
        Duration missed = round.multipliedBy(ROUNDS_MISSED);
        this.frozen = missed.compareTo(LEAST_FROZEN) > 0 ? missed : LEAST_FROZEN;
        this.allBack = allBack;
    }

    /** The database has just answered. */
    void seen() {
        Instant now = clock.instant();
        if (away || lastSeen.isBefore(now.minus(frozen))) {
            blurredUntil = now.plus(allBack);
        }
        away = false;
        lastSeen = now;
    }

    /** The database did not answer. */
    void lost() {
        away = true;
    }

    boolean clear() {
        return !away && !clock.instant().isBefore(blurredUntil);
    }
}
