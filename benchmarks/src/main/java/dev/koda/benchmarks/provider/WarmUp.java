package dev.koda.benchmarks.provider;

import java.time.Duration;
import java.util.Optional;

import dev.koda.benchmarks.load.HttpLoad;

/**
 * Loads a door until its processor time a request has settled. Before that a compiler shares its core, and half of what
 * is measured is the compiler's.
 */
record WarmUp(Optional<Door> door, int connections) {
    private static final Duration ROUND = Duration.ofSeconds(3);

    /** Two minutes; a door that has not settled by then is measured as it is. */
    private static final int MOST_ROUNDS = 40;

    /** Enough for the last compiler of a JVM or of Node to have seen the path: both act after some ten thousand calls. */
    private static final long LEAST_REQUESTS = 20_000;

    /** What two rounds after another may differ by. */
    private static final double STEADY = 0.03;

    /** Whether the door answered at all; one that does not is not loaded any longer. */
    boolean run(HttpLoad load) throws Exception {
        long done = 0;
        double last = Double.MAX_VALUE;
        boolean calm = false;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double before = cpu();
            long completed = load.run(connections, ROUND).completed();
            if (completed == 0) {
                return false;
            }
            done += completed;
            double each = (cpu() - before) / completed;
            boolean steady = each >= last * (1 - STEADY);
            if (steady && calm && done >= LEAST_REQUESTS) {
                return true;
            }
            calm = steady;
            last = Math.min(each, last);
        }
        return true;
    }

    private double cpu() throws Exception {
        return door.isEmpty() ? 0 : door.get().cpuSeconds();
    }
}
