package dev.koda.auth.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds what strangers can write into the audit: guesses that were never to be evaluated and rejected setup codes, of
 * which a flood from many addresses could make millions. So many a minute are recorded one by one; the rest is counted,
 * and the next entry says how many were left out. Per replica; safe for any thread.
 */
@ApplicationScoped
public class NoiseBudget {

    /** Five a second: more than people make, less than fills a disk. */
    private static final int PER_MINUTE = 300;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant windowEnd = Instant.MIN;
    private int left;
    private long suppressed;

    NoiseBudget(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more entry may be recorded; one that may not is counted. */
    public synchronized boolean allows() {
        Instant now = clock.instant();
        if (!windowEnd.isAfter(now)) {
            windowEnd = now.plus(WINDOW);
            left = PER_MINUTE;
        }
        if (left == 0) {
            suppressed++;
            return false;
        }
        left--;
        return true;
    }

    /** How many were left out since the last entry that said so; null for none. */
    public synchronized Long suppressedSoFar() {
        long count = suppressed;
        suppressed = 0;
        return count == 0 ? null : count;
    }
}
