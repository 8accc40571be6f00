package dev.koda.runtime.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells work from loops by what it changes, not by what it says: per iteration the calls, their results and the
 * workspace are compared with those before.
 *
 * <p>Three patterns count: the same again, a pattern of two to four steps again, and other arguments with the same
 * results. A result that changes, or a workspace that does, is progress. The thresholds are those at which the labelled
 * corpus of the tests is told apart best. Not thread-safe; one per task.
 */
public final class ProgressJudge {
    private static final int LONGEST_PERIOD = 4;
    /** Enough for the longest pattern at its highest threshold. */
    private static final int WINDOW = 64;

    private final List<Fingerprint> window = new ArrayList<>();

    /** Takes up an iteration that was judged before, by another worker or in the task that this one retries. */
    public void remember(Fingerprint earlier) {
        window.add(earlier);
        if (window.size() > WINDOW) {
            window.removeFirst();
        }
    }

    /** Judges the newest iteration. */
    public Judgement judge(Fingerprint newest) {
        remember(newest);
        int repeat = run(1);
        int unchanged = churn();
        Judgement same = sameAgain(newest, repeat, unchanged);
        if (same.verdict() == Verdict.CYCLE) {
            return same;
        }
        Judgement pattern = patternAgain(repeat, unchanged);
        Judgement churned = nothingLearned(newest, repeat, unchanged);
        return worst(worst(same, pattern), churned);
    }

    private Judgement sameAgain(Fingerprint newest, int repeat, int unchanged) {
        Thresholds limits = newest.failed() ? Thresholds.FAILING : patient(Thresholds.SAME, 1);
        return limits.judge(repeat, newest.failed() ? "the same failing call" : "the same call with the same result")
                .with(repeat, 0, unchanged);
    }

    private Judgement patternAgain(int repeat, int unchanged) {
        Judgement worst = new Judgement(Verdict.PROGRESS, "results or workspace changed", repeat, 0, unchanged);
        for (int period = 2; period <= LONGEST_PERIOD; period++) {
            int blocks = run(period) / period;
            worst = worst(
                    worst,
                    patient(Thresholds.PATTERN, period)
                            .judge(blocks, "a pattern of " + period + " steps")
                            .with(repeat, period, unchanged));
        }
        return worst;
    }

    private Judgement nothingLearned(Fingerprint newest, int repeat, int unchanged) {
        Thresholds limits = newest.failed() ? Thresholds.FAILING_CHURN : patient(Thresholds.CHURN, 1);
        return limits.judge(unchanged, "other arguments, the same outcome").with(repeat, 0, unchanged);
    }

    /** Iterations at the end in which each repeats the one a period before, the first block counted. */
    private int run(int period) {
        int matches = 0;
        for (int i = window.size() - 1; i >= period && window.get(i).repeats(window.get(i - period)); i--) {
            matches++;
        }
        boolean uniform = period > 1 && run(1) >= period;
        return uniform ? 0 : matches + Math.min(period, window.size());
    }

    private int churn() {
        int matches = 1;
        for (int i = window.size() - 1; i >= 1 && window.get(i).churns(window.get(i - 1)); i--) {
            matches++;
        }
        return matches;
    }

    /** A pattern in which time is let pass may see the same for longer. */
    private Thresholds patient(Thresholds usual, int period) {
        int size = window.size();
        boolean waits =
                window.subList(Math.max(0, size - period), size).stream().anyMatch(Fingerprint::waited);
        return waits ? usual.patient() : usual;
    }

    private static Judgement worst(Judgement one, Judgement other) {
        return other.verdict().compareTo(one.verdict()) > 0 ? other : one;
    }
}
