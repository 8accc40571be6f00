package dev.koda.cli.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When a part that died is started again: after 1 s, then 2, 4 … at most 30 s; not at all after ten tries within ten
 * minutes. A part that had answered and then ran for ten seconds was well: whatever ended it came from outside, so that
 * try was none in vain and the next begins from 1 s. Not safe for use by several threads.
 */
final class RestartPolicy {

    static final int TRIES = 10;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final Clock clock;
    private final Deque<Instant> tries = new ArrayDeque<>();
    private Duration delay = FIRST;

    RestartPolicy(Clock clock) {
        this.clock = clock;
    }

    /**
     * The part died or did not come up.
     *
     * @param ranSince since when it had been running; empty when it never answered
     * @return when to start it again; empty when it is to be given up
     */
    Optional<Instant> died(Optional<Instant> ranSince) {
        Instant now = clock.instant();
        if (ranSince.filter(since -> since.plus(STEADY).isBefore(now)).isPresent()) {
            reset();
        }
        tries.removeIf(at -> at.isBefore(now.minus(WINDOW)));
        if (tries.size() >= TRIES) {
            return Optional.empty();
        }
        tries.addLast(now);
        Instant next = now.plus(delay);
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return Optional.of(next);
    }

    /** Somebody asked for a new try, or the last one did well: the past is forgotten. */
    void reset() {
        tries.clear();
        delay = FIRST;
    }
}
