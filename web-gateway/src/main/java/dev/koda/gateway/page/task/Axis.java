package dev.koda.gateway.page.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
    private final Zoom zoom;

    private Axis(long total, List<Fold> folds, Zoom zoom) {
        this.total = Math.max(1, total);
        this.folds = folds;
        this.zoom = zoom;
        this.scale = (FULL - BAND * folds.size()) / Math.max(1, this.total - folded(0, this.total));
    }

    private long folded(long from, long to) {
        return folds.stream()
                .mapToLong(fold -> Math.max(0, Math.min(to, fold.end()) - Math.max(from, fold.start())))
                .sum();
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
        return new Axis(total, folds, Zoom.WHOLE);
    }

    private static void addIfLong(List<Fold> folds, long start, long end, long total) {
        if (end - start > LONG_WAIT * total && end - start > 1000 && end - start < total) {
            folds.add(new Fold(start, end));
        }
    }

    /** The same axis with only that stretch of it in sight; a stretch beyond the run shows the whole. */
    Axis zoomed(Zoom wanted) {
        return wanted.isWhole() || wanted.from() >= total
                ? this
                : new Axis(total, folds, new Zoom(wanted.from(), Math.min(total, wanted.to())));
    }

    /** May lie below 0 or beyond 100 when the axis is zoomed. */
    double at(long moment) {
        if (zoom.isWhole()) {
            return whole(moment);
        }
        double left = whole(zoom.from());
        return (whole(moment) - left) * FULL / (whole(zoom.to()) - left);
    }

    private double whole(long moment) {
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

    long total() {
        return total;
    }

    /** Between two neighbours of these the axis is even. */
    List<Long> corners() {
        return Stream.concat(Stream.of(0L, total), folds.stream().flatMap(fold -> Stream.of(fold.start(), fold.end())))
                .distinct()
                .sorted()
                .toList();
    }

    /** Up to five round moments in sight that lie in no fold. */
    List<Long> ticks() {
        long from = zoom.isWhole() ? 0 : zoom.from();
        long to = zoom.isWhole() ? total : zoom.to();
        long busy = Math.max(1, to - from - folded(from, to));
        long step = ROUND[ROUND.length - 1];
        for (long round : ROUND) {
            if (busy / round < TICKS) {
                step = round;
                break;
            }
        }
        List<Long> ticks = new ArrayList<>();
        long first = (from + step - 1) / step * step;
        for (long moment = first; moment <= to && ticks.size() <= TICKS; moment += step) {
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
        return number(value) + "%";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
