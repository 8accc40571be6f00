package dev.koda.runtime.verdict;

/** From which count on a pattern is suspect, and from which it is a cycle. */
record Thresholds(int suspect, int cycle) {
    /** The same call failing in the same way: a third try may be reasonable, a fourth is not. */
    static final Thresholds FAILING = new Thresholds(2, 4);

    static final Thresholds SAME = new Thresholds(3, 5);
    /** Whole patterns of two to four steps. */
    static final Thresholds PATTERN = new Thresholds(2, 3);

    static final Thresholds CHURN = new Thresholds(4, 7);
    static final Thresholds FAILING_CHURN = new Thresholds(4, 6);

    /** Waiting between looks shows intent; it gets three times as long. */
    private static final int PATIENCE = 3;

    Thresholds patient() {
        return new Thresholds(suspect * PATIENCE, cycle * PATIENCE);
    }

    Counted judge(int count, String what) {
        if (count >= cycle) {
            return new Counted(Verdict.CYCLE, what + ", " + count + " times");
        }
        if (count >= suspect) {
            return new Counted(Verdict.SUSPECT, what + ", " + count + " times");
        }
        return new Counted(Verdict.PROGRESS, "results or workspace changed");
    }

    /** A verdict that still lacks the counters. */
    record Counted(Verdict verdict, String reason) {

        Judgement with(int repeat, int period, int unchanged) {
            boolean none = verdict == Verdict.PROGRESS;
            return new Judgement(verdict, reason, repeat, none ? 0 : period, unchanged);
        }
    }
}
