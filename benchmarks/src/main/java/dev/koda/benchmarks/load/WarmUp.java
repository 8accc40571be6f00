package dev.koda.benchmarks.load;

/**
 * Runs a load in rounds until it gets no faster: a JVM compiles what is used, and gathers for a while how. What is measured
 * before that is the compiler's too, since it takes the same processors.
 */
public final class WarmUp {
    private static final double FASTER = 1.03;
    private static final int FLAT_ROUNDS = 4;
    private static final int MOST_ROUNDS = 24;

    private int rounds;

    /** One round, and how many of its operations it did a second. */
    public interface Round {
        double perSecond() throws Exception;
    }

    /** Until four rounds in a row are less than three percent faster than the best before them, 24 rounds at most. */
    public void run(Round round) throws Exception {
        double best = 0;
        int flat = 0;
        for (rounds = 0; rounds < MOST_ROUNDS && flat < FLAT_ROUNDS; rounds++) {
            double rate = round.perSecond();
            flat = rate < best * FASTER ? flat + 1 : 0;
            best = Math.max(best, rate);
        }
    }

    /** How many rounds it took. */
    public int rounds() {
        return rounds;
    }
}
