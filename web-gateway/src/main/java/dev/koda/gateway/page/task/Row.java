package dev.koda.gateway.page.task;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.runtime.Step;
import dev.koda.gateway.status.Status;

/** One line of the waterfall: a step with its bar, or an iteration with its verdict. */
@TemplateData
public record Row(Step step, StepWords words, int depth, Bar bar, Iteration iteration, boolean selected, String href) {

    static Row of(Step step, int depth, Bar bar, boolean selected, String href) {
        return new Row(step, StepWords.of(step), depth, bar, null, selected, href);
    }

    static Row of(Iteration iteration) {
        return new Row(null, null, 0, null, iteration, false, null);
    }

    public boolean isIteration() {
        return iteration != null;
    }

    public int level() {
        return depth + 1;
    }

    /** An iteration as its line says it; without a verdict it is still under way. */
    @TemplateData
    public record Iteration(Integer number, String verdict, String reason, String counters) {
        public Status state() {
            return Status.verdict(verdict);
        }
    }
}
