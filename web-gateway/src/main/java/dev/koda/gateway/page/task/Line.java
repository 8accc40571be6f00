package dev.koda.gateway.page.task;

import java.util.ArrayList;
import java.util.List;

import dev.koda.gateway.client.runtime.Step;

/** A line of a trace before it is drawn: a step, or an iteration whose steps follow. */
record Line(Step step, int depth, Row.Iteration iteration) {

    static List<Line> of(List<Step> steps, Show show) {
        List<Line> lines = new ArrayList<>();
        for (Turns.Turn turn : Turns.of(steps)) {
            if (turn.iteration() != null && show.keepsIterations()) {
                lines.add(new Line(null, 0, turn.line()));
            }
            for (Step step : turn.steps()) {
                if (show.keeps(step)) {
                    lines.add(new Line(step, turn.iteration() == null ? 0 : 1, null));
                }
            }
        }
        return lines;
    }

    boolean isStep() {
        return step != null;
    }

    boolean isStep(Integer seq) {
        return isStep() && step.seq().equals(seq);
    }
}
