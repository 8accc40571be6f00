package dev.koda.platform.boot.seam;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Gives every new thing its id: UUIDv7 (RFC 9562), so that ids sort by time of birth and index well.
 *
 * <p>Ids of one process are strictly increasing, also when the clock stands still or goes back (RFC 9562 §6.2,
 * method 1: the 12 bits after the time are a counter that starts at random in each millisecond). The 62 bits behind it
 * are random, so an id cannot be guessed from its neighbour. Safe for use by several threads.
 */
@Singleton
public class Ids {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

    /** Half of the counter's range is kept free for the ids of the same millisecond. */
    private static final int COUNTER_START_BOUND = 1 << (COUNTER_BITS - 1);

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final RandomGenerator random;

    /** Milliseconds and counter of the last id, as one number that only grows. */
    private long last;

    @Inject
    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, greater than all before it in this process. */
    public UUID next() {
        long tick = nextTick();
        long millis = tick >>> COUNTER_BITS;
        long counter = tick & COUNTER_MASK;
        return new UUID((millis << 16) | VERSION_7 | counter, VARIANT | (random.nextLong() & RANDOM_MASK));
    }

    private synchronized long nextTick() {
        long fresh = (clock.millis() << COUNTER_BITS) | random.nextInt(COUNTER_START_BOUND);
        last = Math.max(fresh, last + 1);
        return last;
    }
}
