package dev.koda.platform.outbox;

import java.time.Duration;

/**
 * When the relay looks next. Not thread-safe: belongs to the relay's context.
 *
 * <p>After a recording the commit is a few milliseconds away, so the pauses start short and double until they reach the
 * poll interval; after a failure they grow to the longest back-off instead.
 */
final class RelayPace {
    private static final Duration AFTER_A_FIND = Duration.ofMillis(8);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);

    private final Duration firstLook;
    private final Duration poll;
    private final Duration longestBackOff;
    private Duration pause;
    private boolean away;

    RelayPace(Duration firstLook, Duration poll, Duration longestBackOff) {
        this.firstLook = firstLook;
        this.poll = poll;
        this.longestBackOff = longestBackOff;
        this.pause = poll;
    }

    void expect() {
        if (!away) {
            pause = firstLook;
        }
    }

    void after(RelayRound.Result result) {
        switch (result) {
            case AWAY -> {
                pause = away ? shorter(pause.multipliedBy(2), longestBackOff) : FIRST_BACK_OFF;
                away = true;
            }
            case SENT, FULL -> {
                // others may have been recorded at the same moment and not be committed yet
                pause = shorter(longer(AFTER_A_FIND, firstLook), poll);
                away = false;
            }
            case IDLE -> {
                pause = away ? poll : shorter(pause.multipliedBy(2), poll);
                away = false;
            }
        }
    }

    boolean isAway() {
        return away;
    }

    Duration pause() {
        return pause;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
