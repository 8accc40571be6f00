package dev.koda.runtime.lease;

import java.util.Optional;

import dev.koda.runtime.journal.Lease;

/**
 * A task this worker runs: its lease, its thread, and why it should stop, once it should. An interrupt wakes the
 * thread out of whatever it waits for; what it finds here says what to do.
 */
public final class Held {

    /** Why a run is asked to stop before its end. */
    public enum Stop {
        /** Somebody cancelled the task. */
        CANCELLED,
        /** Another worker has the task. */
        LEASE_LOST,
        /** The process leaves; the task is handed over. */
        DRAINING
    }

    private final Lease lease;
    private final Thread thread;
    private volatile Stop stop;
    private volatile String reason;

    Held(Lease lease, Thread thread) {
        this.lease = lease;
        this.thread = thread;
    }

    public Lease lease() {
        return lease;
    }

    /** Why to stop; empty while there is no reason. */
    public Optional<Stop> stop() {
        return Optional.ofNullable(stop);
    }

    /** The words of whoever cancelled. */
    public String reason() {
        return reason == null ? "cancelled" : reason;
    }

    void askToStop(Stop why, String words) {
        if (stop != null) {
            return;
        }
        reason = words;
        stop = why;
        thread.interrupt();
    }

    /** For drain: noted, but the step under way is left to finish by itself. */
    void askToStopAfterStep() {
        if (stop == null) {
            stop = Stop.DRAINING;
        }
    }

    void hurry() {
        thread.interrupt();
    }
}
