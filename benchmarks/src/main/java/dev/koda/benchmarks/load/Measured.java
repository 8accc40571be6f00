package dev.koda.benchmarks.load;

import java.util.Arrays;

/**
 * What one closed-loop run showed.
 *
 * @param completed requests that ended well
 * @param failed requests that did not
 * @param seconds length of the run
 * @param latencies of the completed requests, in nanoseconds, sorted ascending
 */
public record Measured(long completed, long failed, double seconds, long[] latencies) {

    public Measured {
        latencies = latencies.clone();
        Arrays.sort(latencies);
    }

    public double perSecond() {
        return completed / seconds;
    }

    /** Latency in milliseconds below which the given share (0 to 1) of the requests stayed; 0 when there were none. */
    public double millisAt(double share) {
        if (latencies.length == 0) {
            return 0;
        }
        int index = (int) Math.min(latencies.length - 1L, (long) Math.floor(share * latencies.length));
        return latencies[index] / 1e6;
    }
}
