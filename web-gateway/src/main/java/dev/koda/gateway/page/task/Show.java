package dev.koda.gateway.page.task;

import java.util.Locale;

import dev.koda.gateway.client.runtime.Step;

/** Which steps of a trace are shown. */
enum Show {
    ALL,
    PROBLEMS,
    MODEL,
    TOOLS;

    static Show of(String name) {
        for (Show show : values()) {
            if (show.name().toLowerCase(Locale.ROOT).equals(name)) {
                return show;
            }
        }
        return ALL;
    }

    boolean keeps(Step step) {
        if (Drawing.isIteration(step)) {
            return false;
        }
        return switch (this) {
            case ALL -> true;
            case PROBLEMS ->
                StepWords.isFailed(step) || !StepWords.of(step).tone().isEmpty() && step.durationMs() != null;
            case MODEL -> "model_call".equals(step.kind());
            case TOOLS -> "tool_call".equals(step.kind());
        };
    }

    boolean keepsIterations() {
        return this == ALL;
    }
}
