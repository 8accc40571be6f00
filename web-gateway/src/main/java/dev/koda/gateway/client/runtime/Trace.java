package dev.koda.gateway.client.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkus.qute.TemplateData;

/** The ordered steps of a task. */
@TemplateData
public record Trace(String taskId, String status, List<Step> steps) {
    /** A call that was cut off may yet be answered by another worker. */
    private static final Set<String> OPEN = Set.of("running", "started", "waiting", "open", "interrupted");

    /** The place from which on a later reading may say something else. */
    public int settledBefore() {
        return steps.stream()
                .filter(step -> step.durationMs() == null || OPEN.contains(String.valueOf(step.status())))
                .mapToInt(Step::seq)
                .min()
                .orElse(steps.isEmpty() ? 0 : steps.getLast().seq() + 1);
    }

    /** These steps, and from that place on the later ones. */
    public Trace followedBy(int from, Trace later) {
        List<Step> all =
                new ArrayList<>(steps.stream().filter(step -> step.seq() < from).toList());
        all.addAll(later.steps());
        return new Trace(taskId, later.status(), List.copyOf(all));
    }
}
