package dev.koda.gateway.page.task;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.koda.gateway.client.runtime.Step;
import dev.koda.gateway.page.frame.Say;

/** Draws one trace: steps in their order, each iteration under a line of its own, bars on one axis. */
final class Drawing {
    /** Per cent of the axis beyond which a tick's words would be cut off. */
    private static final double ROOM_FOR_WORDS = 86;

    private static final Set<String> WAITS = Set.of("queue_wait", "approval", "retry", "lease", "iteration");

    private final List<Step> steps;
    private final Instant origin;
    private final Instant now;
    private final Axis axis;
    private final Look look;
    private final Integer selected;
    private final Blocks blocks;

    Drawing(List<Step> steps, Instant now, Look look) {
        this.steps = steps.stream()
                .filter(step -> step.seq() != null)
                .sorted(Comparator.comparing(Step::seq))
                .toList();
        this.now = now;
        this.look = look;
        this.selected = look.step() != null ? look.step() : firstWorthLooking();
        this.origin = this.steps.stream()
                .map(Step::startedAt)
                .filter(start -> start != null)
                .min(Comparator.naturalOrder())
                .orElse(now);
        this.axis = axis().zoomed(look.zoom());
        this.blocks = new Blocks(Line.of(this.steps, look.show()), look.address(), this::span, this::row);
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

    Span span(Step step) {
        return Span.of(step, origin, now);
    }

    private Span span(Line line) {
        return span(line.step());
    }

    /** The seq of the step that is looked at; null when there is none. */
    Integer selected() {
        return selected;
    }

    /** With the blocks in view. */
    Waterfall drawn() {
        return drawn(blocks.around(inView()));
    }

    /** With those blocks and no other. */
    Waterfall drawn(int first, int last) {
        return drawn(blocks.cut(number -> number >= first && number <= last).stream()
                .filter(Block::isDrawn)
                .toList());
    }

    private Waterfall drawn(List<Block> shown) {
        int last = steps.isEmpty() ? 0 : steps.getLast().seq();
        Scale scale = Scale.of(axis, look.zoom(), look.address());
        return new Waterfall(shown, ticks(), folds(), null, counts(), scale, near(shown), last, blocks.isLong());
    }

    private String near(List<Block> shown) {
        List<Block> seen = shown.stream().filter(Block::isDrawn).toList();
        long from = seen.stream().mapToLong(Block::from).min().orElse(0);
        long to = seen.stream().mapToLong(Block::to).max().orElse(axis.total());
        return Zoom.within(from, to, axis.total()).in(look.address()).toString();
    }

    private int inView() {
        List<Line> lines = blocks.lines();
        if (look.line() != null) {
            return Math.max(0, Math.min(lines.size(), look.line()) - 1);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isStep(selected)) {
                return i;
            }
        }
        return Math.max(0, lines.size() - 1);
    }

    private Row row(Line line) {
        if (!line.isStep()) {
            return Row.of(line.iteration());
        }
        Step step = line.step();
        String length = Say.took(span(step).length())
                + (StepWords.isRunning(step) ? " so far" : StepWords.isCutOff(step) ? ", interrupted" : "");
        Bar bar = Bar.of(axis, span(step), StepWords.of(step).fill(), length);
        String href = look.address().without("at").with("step", step.seq().toString())
                + (blocks.isLong() ? "#step-" + step.seq() : "");
        return Row.of(step, line.depth(), bar, step.seq().equals(selected), href);
    }

    private List<Mark> ticks() {
        return axis.ticks().stream().map(this::tick).toList();
    }

    private Mark tick(long moment) {
        double x = axis.at(moment);
        String label = x > ROOM_FOR_WORDS ? "" : moment == 0 ? "0 s" : Say.took(moment);
        return new Mark(Axis.percent(x), null, label);
    }

    private List<Mark> folds() {
        return axis.folds().stream()
                .map(fold -> new Mark(
                        Axis.percent(axis.at(fold.start())),
                        Axis.percent(axis.at(fold.end()) - axis.at(fold.start())),
                        Say.took(fold.length())))
                .toList();
    }

    /** What is known of the selected step; {@code whole} is that step with all it was given and gave. */
    Panel panel(Step whole) {
        List<Step> shown = steps.stream().filter(step -> !isIteration(step)).toList();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).seq().equals(selected)) {
                return Panel.of(whole == null ? shown.get(i) : whole, i + 1, shown.size());
            }
        }
        return null;
    }

    private Waterfall.Counts counts() {
        return new Waterfall.Counts(
                count(step -> !isIteration(step)),
                count(Show.PROBLEMS::keeps),
                count(Show.MODEL::keeps),
                count(Show.TOOLS::keeps),
                count(Jump.SWITCH::leadsTo),
                count(step -> "suspect".equals(step.verdict())),
                count(Jump.FAILURE::leadsTo),
                count(Jump.DOUBT::leadsTo),
                count(Drawing::isIteration));
    }

    private int count(Predicate<Step> wanted) {
        return (int) steps.stream().filter(wanted).count();
    }

    List<Step> steps() {
        return steps;
    }

    static boolean isIteration(Step step) {
        return "iteration".equals(step.kind());
    }
}
