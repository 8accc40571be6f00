package dev.koda.gateway.upstream;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps requests from waiting for a service that is away: after some failures in a row it answers for the service for a
 * few seconds, then lets one request through to see. Safe for use by several threads.
 */
public final class Circuit {
    private static final int FAILURES_TO_OPEN = 5;
    private static final Duration OPEN = Duration.ofSeconds(3);

    private int failures;
    private long openedAtNanos;
    private boolean probing;

    /** How long to wait before asking again; empty when the request may go. */
    public synchronized Optional<Duration> refusal() {
        if (failures < FAILURES_TO_OPEN) {
            return Optional.empty();
        }
        Duration left = OPEN.minusNanos(System.nanoTime() - openedAtNanos);
        if (left.isPositive() || probing) {
            return Optional.of(left.isPositive() ? left : OPEN);
        }
        probing = true;
        return Optional.empty();
    }

    /** The service answered, whatever it said. */
    public synchronized void succeeded() {
        failures = 0;
        probing = false;
    }

    /** The service could not be reached or did not answer in time. */
    public synchronized void failed() {
        probing = false;
        failures = Math.min(failures + 1, FAILURES_TO_OPEN);
        openedAtNanos = System.nanoTime();
    }

    /** The request ended without saying anything about the service: its client went away. */
    public synchronized void abandoned() {
        probing = false;
    }
}
