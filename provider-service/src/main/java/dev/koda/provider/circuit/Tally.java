package dev.koda.provider.circuit;

/** Counts calls and failures of the last minute in seconds' slots. Written from any thread. */
final class Tally {

    /** Length of the window in seconds. */
    static final int WINDOW_SECONDS = 60;

    private final int[] calls = new int[WINDOW_SECONDS];
    private final int[] failures = new int[WINDOW_SECONDS];
    private final long[] second = new long[WINDOW_SECONDS];

    synchronized void count(long epochSecond, boolean failed) {
        int slot = (int) (epochSecond % WINDOW_SECONDS);
        if (second[slot] != epochSecond) {
            second[slot] = epochSecond;
            calls[slot] = 0;
            failures[slot] = 0;
        }
        calls[slot]++;
        failures[slot] += failed ? 1 : 0;
    }

    synchronized int calls(long now) {
        return sum(calls, now);
    }

    synchronized int failures(long now) {
        return sum(failures, now);
    }

    private int sum(int[] counts, long now) {
        int sum = 0;
        for (int slot = 0; slot < WINDOW_SECONDS; slot++) {
            sum += now - second[slot] < WINDOW_SECONDS ? counts[slot] : 0;
        }
        return sum;
    }
}
