package dev.koda.auth.doctor;

import java.util.OptionalLong;

/**
 * How far somebody's clock is from ours.
 *
 * @param whose short name of the service, or {@code postgres}
 * @param offMillis positive when theirs is ahead; empty when it could not be read
 */
record ClockReading(String whose, OptionalLong offMillis) {

    private static final long SECOND = 1_000;

    static ClockReading of(String whose, long offMillis) {
        return new ClockReading(whose, OptionalLong.of(offMillis));
    }

    static ClockReading unreadable(String whose) {
        return new ClockReading(whose, OptionalLong.empty());
    }

    long magnitude() {
        return Math.abs(offMillis.orElse(0));
    }

    String inWords() {
        long seconds = Math.round(magnitude() / (double) SECOND);
        return seconds + " s " + (offMillis.orElse(0) > 0 ? "ahead of" : "behind");
    }
}
