package dev.koda.gateway.page.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.koda.gateway.client.runtime.Step;
import dev.koda.gateway.page.frame.Address;
import dev.koda.gateway.page.frame.Say;

/** Draws one trace: steps in their order, each iteration under a line of its own, bars on one axis. */
final class Drawing {
    private static final Set<String> WAITS = Set.of("queue_wait", "approval", "retry", "lease", "iteration");

    private final List<Step> steps;
    private final Instant origin;
    private final Instant now;
    private final Axis axis;
    private final Address address;
    private final Integer selected;
    private final Show show;

    Drawing(List<Step> steps, Instant now, Address address, Integer selected, Show show) {
        this.steps = steps.stream()
                .filter(step -> step.seq() != null)
                .sorted(Comparator.comparing(Step::seq))
                .toList();
        this.now = now;
        this.address = address;
        this.show = show;
        this.selected = selected != null ? selected : firstWorthLooking();
        this.origin = this.steps.stream()
                .map(Step::startedAt)
                .filter(start -> start != null)
                .min(Comparator.naturalOrder())
                .orElse(now);
        this.axis = axis();
    }

    /** The open question, else the first failure, else the last step. */
    private Integer firstWorthLooking() {
        return steps.stream()
                .filter(step -> "approval".equals(step.kind()) && StepWords.isRunning(step))
                .findFirst()
                .or(() -> steps.stream().filter(StepWords::isFailed).findFirst())
                .or(() -> steps.stream().filter(step -> !isIteration(step)).reduce((first, last) -> last))
                .map(Step::seq)
                .orElse(null);
    }

    private Axis axis() {
        long total = steps.stream().mapToLong(step -> span(step).end()).max().orElse(1);
        return Axis.over(
                total,
                steps.stream()
                        .filter(step -> !WAITS.contains(String.valueOf(step.kind())))
                        .map(this::span)
                        .toList());
    }

    private Span span(Step step) {
        return Span.of(step, origin, now);
    }

    Waterfall drawn() {
        return new Waterfall(rows(), ticks(), folds(), panel(), counts());
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Turns.Turn turn : Turns.of(steps)) {
            if (turn.iteration() != null && show.keepsIterations()) {
                rows.add(Row.of(turn.line()));
            }
            for (Step step : turn.steps()) {
                if (show.keeps(step)) {
                    rows.add(row(step, turn.iteration() == null ? 0 : 1));
                }
            }
        }
        return rows;
    }

    private Row row(Step step, int depth) {
        String length = Say.took(span(step).length()) + (StepWords.isRunning(step) ? " so far" : "");
        Bar bar = Bar.of(axis, span(step), StepWords.of(step).fill(), length);
        String href = address.with("step", step.seq().toString()).toString();
        return Row.of(step, depth, bar, step.seq().equals(selected), href);
    }

    private List<Mark> ticks() {
        return axis.ticks().stream()
                .map(moment -> new Mark(Axis.percent(axis.at(moment)), null, moment == 0 ? "0 s" : Say.took(moment)))
                .toList();
    }

    private List<Mark> folds() {
        return axis.folds().stream()
                .map(fold -> new Mark(
                        Axis.percent(axis.at(fold.start())),
                        Axis.percent(axis.at(fold.end()) - axis.at(fold.start())),
                        Say.took(fold.length())))
                .toList();
    }

    private Panel panel() {
        List<Step> shown = steps.stream().filter(step -> !isIteration(step)).toList();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).seq().equals(selected)) {
                return Panel.of(shown.get(i), i + 1, shown.size());
            }
        }
        return null;
    }

    private Waterfall.Counts counts() {
        return new Waterfall.Counts(
                (int) steps.stream().filter(step -> !isIteration(step)).count(),
                count(Show.PROBLEMS),
                count(Show.MODEL),
                count(Show.TOOLS),
                (int) steps.stream()
                        .filter(step -> "provider_switch".equals(step.kind()))
                        .count(),
                (int) steps.stream()
                        .filter(step -> "suspect".equals(step.verdict()))
                        .count());
    }

    private int count(Show kind) {
        return (int) steps.stream().filter(kind::keeps).count();
    }

    static boolean isIteration(Step step) {
        return "iteration".equals(step.kind());
    }
}
