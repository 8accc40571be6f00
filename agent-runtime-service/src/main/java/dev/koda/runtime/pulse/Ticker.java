package dev.koda.runtime.pulse;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Repeats a piece of work on a virtual thread of its own until stopped; after a failed round the next comes, after
 * a second at most: what could not be renewed must be as soon as it can. The log says when rounds begin to fail and when they
 * succeed again.
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
        boolean failing = false;
        while (!stopped) {
            Duration pause = interval;
            try {
                round.run();
                if (failing) {
                    LOG.infof("%s succeeds again", name);
                }
                failing = false;
            } catch (RuntimeException failed) {
                pause = interval.compareTo(AFTER_FAILURE) < 0 ? interval : AFTER_FAILURE;
                LOG.logf(
                        failing ? Level.DEBUG : Level.WARN,
                        "%s failed, tried again every %s until it succeeds: %s",
                        name,
                        pause,
                        failed);
                failing = true;
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
