package dev.koda.gateway.page.task;

import java.time.Duration;
import java.time.Instant;

import dev.koda.gateway.client.runtime.Step;

/** When a step was under way, in milliseconds from the start of the run; one that has not ended reaches to now. */
record Span(long start, long end) {

    static Span of(Step step, Instant origin, Instant now) {
        if (step.startedAt() == null) {
            return new Span(0, 0);
        }
        long start = Math.max(0, Duration.between(origin, step.startedAt()).toMillis());
        long length = step.durationMs() == null
                ? Duration.between(step.startedAt(), now).toMillis()
                : step.durationMs();
        return new Span(start, start + Math.max(0, length));
    }

    long length() {
        return end - start;
    }
}
