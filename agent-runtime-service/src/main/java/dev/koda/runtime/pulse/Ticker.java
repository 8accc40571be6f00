package dev.koda.runtime.pulse;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

/**
 * Repeats a piece of work on a virtual thread of its own until stopped; a failed round is logged and the next comes, after
 * a second at most: what could not be renewed must be as soon as it can.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** How long closing waits for the round under way. */
    private static final Duration LAST_ROUND = Duration.ofSeconds(2);

    private final Thread thread;
    private volatile boolean stopped;

    private Ticker(String name, Duration interval, Runnable round) {
        this.thread = Thread.ofVirtual().name(name).start(() -> repeat(name, interval, round));
    }

    public static Ticker start(String name, Duration interval, Runnable round) {
        return new Ticker(name, interval, round);
    }

    private void repeat(String name, Duration interval, Runnable round) {
        while (!stopped) {
            Duration pause = interval;
            try {
                round.run();
            } catch (RuntimeException failed) {
                pause = interval.compareTo(AFTER_FAILURE) < 0 ? interval : AFTER_FAILURE;
                LOG.warnf("%s failed, next in %s: %s", name, pause, failed.toString());
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LAST_ROUND);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
