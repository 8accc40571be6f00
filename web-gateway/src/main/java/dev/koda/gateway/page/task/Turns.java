package dev.koda.gateway.page.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.gateway.client.runtime.Step;

/**
 * Sorts steps under their iterations.
 *
 * <p>The verdict of an iteration is journalled after its calls, so a verdict closes the steps gathered since the one before; what
 * follows the last verdict is an iteration still under way. What comes before the first model call belongs to none.
 */
final class Turns {
    private static final Set<String> PREFACE = Set.of("queue_wait", "lease", "context", "recovery", "compaction");

    /** Steps that belong together; {@code iteration} is null before the first turn and has no verdict while it runs. */
    record Turn(Row.Iteration iteration, List<Step> steps) {
        Row.Iteration line() {
            return iteration;
        }
    }

    private final List<Turn> turns = new ArrayList<>();
    private List<Step> gathered = new ArrayList<>();

    private Turns() {}

    static List<Turn> of(List<Step> steps) {
        Turns sorted = new Turns();
        steps.forEach(sorted::take);
        sorted.closeOpen();
        return sorted.turns;
    }

    private void take(Step step) {
        if (Drawing.isIteration(step)) {
            close(line(step));
            return;
        }
        if (PREFACE.contains(String.valueOf(step.kind())) && !holdsCalls()) {
            turns.add(new Turn(null, List.of(step)));
            return;
        }
        gathered.add(step);
    }

    private boolean holdsCalls() {
        return !gathered.isEmpty();
    }

    private void close(Row.Iteration line) {
        turns.add(new Turn(line, List.copyOf(gathered)));
        gathered = new ArrayList<>();
    }

    private void closeOpen() {
        if (gathered.isEmpty()) {
            return;
        }
        boolean calls = gathered.stream().anyMatch(step -> "model_call".equals(step.kind()));
        int next = 1
                + (int) turns.stream().filter(turn -> turn.iteration() != null).count();
        turns.add(new Turn(calls ? new Row.Iteration(next, null, "", "") : null, List.copyOf(gathered)));
    }

    private Row.Iteration line(Step step) {
        JsonNode said = step.output() != null && step.output().isObject() ? step.output() : null;
        String verdict = step.verdict() != null ? step.verdict() : text(said, "verdict");
        String reason = step.reason() != null ? step.reason() : text(said, "reason");
        Integer number = step.iteration() != null
                ? step.iteration()
                : said == null ? null : said.path("iteration").asInt();
        JsonNode counters = step.counters() != null ? step.counters() : said == null ? null : said.path("counters");
        return new Row.Iteration(number, verdict, reason, counters(counters));
    }

    private static String text(JsonNode node, String name) {
        return node == null ? null : node.path(name).asText(null);
    }

    private static String counters(JsonNode counters) {
        if (counters == null || !counters.isObject()) {
            return "";
        }
        return "repeats " + counters.path("repeat").asInt() + " · period "
                + counters.path("period").asInt() + " · unchanged "
                + counters.path("unchanged_results").asInt();
    }
}
