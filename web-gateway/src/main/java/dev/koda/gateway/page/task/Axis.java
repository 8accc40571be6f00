package dev.koda.gateway.page.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where on the time column a moment of the run lies, in per cent.
 *
 * <p>Covers the whole run. A wait longer than a fifth of it is folded into a band, so that it cannot press the work into a sliver;
 * the band carries its length.
 */
final class Axis {
    /** Room at the right for a duration that stands beside its bar. */
    private static final double FULL = 92;

    private static final double BAND = 10;
    private static final double LONG_WAIT = 0.2;
    private static final int TICKS = 5;
    private static final long[] ROUND = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        1_200_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        28_800_000,
        86_400_000
    };

    /** A folded wait: where it is drawn and how long it was. */
    record Fold(long start, long end) {
        long length() {
            return end - start;
        }
    }

    private final long total;
    private final List<Fold> folds;
    private final double scale;

    private Axis(long total, List<Fold> folds) {
        this.total = Math.max(1, total);
        this.folds = folds;
        long folded = folds.stream().mapToLong(Fold::length).sum();
        this.scale = (FULL - BAND * folds.size()) / Math.max(1, this.total - folded);
    }

    /** {@code busy} are the spans in which something worked; what none of them covers is waiting. */
    static Axis over(long total, List<Span> busy) {
        List<Fold> folds = new ArrayList<>();
        long free = 0;
        for (Span span :
                busy.stream().sorted(Comparator.comparingLong(Span::start)).toList()) {
            addIfLong(folds, free, span.start(), total);
            free = Math.max(free, span.end());
        }
        addIfLong(folds, free, total, total);
        return new Axis(total, folds);
    }

    private static void addIfLong(List<Fold> folds, long start, long end, long total) {
        if (end - start > LONG_WAIT * total && end - start > 1000 && end - start < total) {
            folds.add(new Fold(start, end));
        }
    }

    double at(long moment) {
        double x = 0;
        long done = 0;
        for (Fold fold : folds) {
            if (moment <= fold.start()) {
                break;
            }
            x += (fold.start() - done) * scale;
            if (moment < fold.end()) {
                return x + BAND * (moment - fold.start()) / fold.length();
            }
            x += BAND;
            done = fold.end();
        }
        return x + (moment - done) * scale;
    }

    List<Fold> folds() {
        return folds;
    }

    /** Up to five round moments that lie in no fold. */
    List<Long> ticks() {
        long busy = total - folds.stream().mapToLong(Fold::length).sum();
        long step = ROUND[ROUND.length - 1];
        for (long round : ROUND) {
            if (busy / round < TICKS) {
                step = round;
                break;
            }
        }
        List<Long> ticks = new ArrayList<>();
        for (long moment = 0; moment <= total && ticks.size() <= TICKS; moment += step) {
            if (isShown(moment)) {
                ticks.add(moment);
            }
        }
        return ticks;
    }

    private boolean isShown(long moment) {
        return folds.stream().noneMatch(fold -> moment > fold.start() && moment <= fold.end());
    }

    /** Per cent as an SVG attribute takes it. */
    static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
