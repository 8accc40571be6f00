package dev.koda.gateway.page.task;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import dev.koda.gateway.client.runtime.Step;

/** A sort of step that one can jump to. */
enum Jump {
    FAILURE(StepWords::isFailed),
    DOUBT(step -> "in_doubt".equals(step.reason())),
    SWITCH(step -> "provider_switch".equals(step.kind()));

    private final Predicate<Step> wanted;

    Jump(Predicate<Step> wanted) {
        this.wanted = wanted;
    }

    static Optional<Jump> of(String name) {
        return name == null
                ? Optional.empty()
                : List.of(values()).stream()
                        .filter(jump -> jump.name().toLowerCase(Locale.ROOT).equals(name))
                        .findFirst();
    }

    boolean leadsTo(Step step) {
        return wanted.test(step);
    }

    /** The next after that step, or the nearest before it; at either end it goes on from the other. */
    Optional<Step> from(List<Step> steps, int seq, boolean back) {
        List<Step> all = steps.stream().filter(wanted).toList();
        List<Step> ordered = back ? all.reversed() : all;
        return ordered.stream()
                .filter(step -> back ? step.seq() < seq : step.seq() > seq)
                .findFirst()
                .or(() -> ordered.stream().findFirst());
    }

    /** The first step of that iteration, or of the last one before it. */
    static Optional<Step> iteration(List<Step> steps, int number) {
        return Turns.of(steps).stream()
                .filter(turn -> turn.iteration() != null && turn.iteration().number() != null)
                .filter(turn ->
                        turn.iteration().number() <= number && !turn.steps().isEmpty())
                .reduce((earlier, later) -> later)
                .map(turn -> turn.steps().getFirst());
    }
}
