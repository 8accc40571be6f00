package dev.koda.benchmarks.login;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.koda.benchmarks.load.ClosedLoop;
import dev.koda.benchmarks.load.Measured;

/** Runs an operation in rounds until it gets no faster: a JVM compiles what is used, and gathers for a while how. */
final class WarmUp {
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final double FASTER = 1.03;
    private static final int FLAT_ROUNDS = 4;
    private static final int MOST_ROUNDS = 24;

    private long calls;
    private int rounds;

    /** Until four rounds in a row are less than three percent faster than the best before them, two minutes at most. */
    WarmUp run(int clients, Callable<?> operation) throws InterruptedException {
        double best = 0;
        int flat = 0;
        for (rounds = 0; rounds < MOST_ROUNDS && flat < FLAT_ROUNDS; rounds++) {
            Measured round = new ClosedLoop(clients, ROUND).run(operation);
            calls += round.completed();
            flat = round.perSecond() < best * FASTER ? flat + 1 : 0;
            best = Math.max(best, round.perSecond());
        }
        return this;
    }

    String told() {
        return calls + " in " + rounds * ROUND.toSeconds() + " seconds";
    }
}
