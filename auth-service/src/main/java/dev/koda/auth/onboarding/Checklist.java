package dev.koda.auth.onboarding;

import java.util.List;

/** The steps from an empty house to a first task. */
record Checklist(List<Step> steps, boolean complete) {

    /** {@code state} is {@code done}, {@code open}, or {@code unknown} when the service that knows is away. */
    record Step(String id, String title, String state) {}

    static Checklist of(List<Step> steps) {
        return new Checklist(List.copyOf(steps), steps.stream().allMatch(step -> "done".equals(step.state())));
    }
}
