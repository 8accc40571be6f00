package dev.koda.runtime.verdict;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The judge against the labelled corpus; its error rates are printed with every build. */
class LoopCorpusTest {
    private static final double MOST_WRONG = 0.02;

    @Test
    void loopsAreSeenAndHonestWorkIsNotStopped() {
        List<LoopCorpus.Case> cases = LoopCorpus.cases();
        List<String> misses = wrong(cases, true);
        List<String> falseStops = wrong(cases, false);
        long loops = cases.stream().filter(LoopCorpus.Case::loop).count();

        System.out.printf(
                "loop corpus cases=%d loops=%d misses=%d %s false_stops=%d %s%n",
                cases.size(), loops, misses.size(), misses, falseStops.size(), falseStops);

        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
        assertThat(misses.size() / (double) loops).as("misses " + misses).isLessThanOrEqualTo(MOST_WRONG);
        assertThat(falseStops.size() / (double) (cases.size() - loops))
                .as("false stops " + falseStops)
                .isLessThanOrEqualTo(MOST_WRONG);
    }

    @Test
    void everyCycleWasSuspectBefore() {
        assertThat(LoopCorpus.cases().stream().filter(LoopCorpus.Case::loop)).allSatisfy(course -> {
            List<Verdict> verdicts = verdicts(course);
            assertThat(verdicts.subList(0, Math.max(verdicts.indexOf(Verdict.CYCLE), 0)))
                    .as(course.name())
                    .contains(Verdict.SUSPECT);
        });
    }

    private static List<String> wrong(List<LoopCorpus.Case> cases, boolean loops) {
        return cases.stream()
                .filter(course -> course.loop() == loops)
                .filter(course -> verdicts(course).contains(Verdict.CYCLE) != loops)
                .map(LoopCorpus.Case::name)
                .toList();
    }

    private static List<Verdict> verdicts(LoopCorpus.Case course) {
        var judge = new ProgressJudge();
        return course.steps().stream()
                .map(step -> judge.judge(Fingerprint.of(step.calls(), step.workspace()))
                        .verdict())
                .toList();
    }
}
