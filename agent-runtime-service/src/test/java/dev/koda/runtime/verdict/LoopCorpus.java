package dev.koda.runtime.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Labelled courses of tasks: loops that must be seen, and honest work that must not be stopped. */
final class LoopCorpus {

    /** One iteration: its calls, and the workspace after it. */
    record Step(List<CallOutcome> calls, String workspace) {}

    /** @param loop whether it is one */
    record Case(String name, boolean loop, List<Step> steps) {}

    private final List<Case> cases = new ArrayList<>();

    static List<Case> cases() {
        var corpus = new LoopCorpus();
        RepeatCases.addTo(corpus);
        FailureCases.addTo(corpus);
        PatternCases.addTo(corpus);
        PollingCases.addTo(corpus);
        ProgressCases.addTo(corpus);
        return List.copyOf(corpus.cases);
    }

    void loop(String name, int steps, IntFunction<Step> step) {
        add(name, true, steps, step);
    }

    void work(String name, int steps, IntFunction<Step> step) {
        add(name, false, steps, step);
    }

    private void add(String name, boolean loop, int steps, IntFunction<Step> step) {
        List<Step> course = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            course.add(step.apply(i));
        }
        cases.add(new Case(name, loop, List.copyOf(course)));
    }
}
