package dev.koda.system.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.system.fault.PlannedTask.PlannedCall;
import dev.koda.system.recording.Arrival;

/**
 * One planned call in both books: what the journal says of it, and what the world saw.
 *
 * @param journal the task's events from its first intent to its result, both included; empty when it was never begun
 */
record CallBook(String task, PlannedCall call, List<StreamedEvent> journal, List<Arrival> arrivals) {
    private static final String TOOL_CALL = "tool_call";

    static CallBook of(String task, PlannedCall call, List<StreamedEvent> events, List<Arrival> arrivals) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < events.size(); place++) {
            StreamedEvent event = events.get(place);
            if (event.data().path("kind").asText().equals(TOOL_CALL) && concerns(event, call)) {
                places.add(place);
            }
        }
        List<StreamedEvent> journal =
                places.isEmpty() ? List.of() : events.subList(places.getFirst(), places.getLast() + 1);
        return new CallBook(task, call, List.copyOf(journal), arrivals);
    }

    /** All that is wrong with it, in words. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        long results = journal.stream().filter(this::isResult).count();
        if (results != 1 || !journal.getLast().is(TOOL_CALL, "ok")) {
            faults.add(results + " results, the last event is "
                    + (journal.isEmpty() ? "none" : journal.getLast().data()));
            return named(faults);
        }
        if (arrivals.isEmpty()) {
            faults.add("finished, and never arrived");
        }
        if (arrivals.stream().map(Arrival::idempotencyKey).distinct().count() > 1) {
            faults.add("repeated under another key: " + arrivals);
        }
        if (call.irreversible()) {
            irreversible(faults);
        } else {
            idempotent(faults);
        }
        return named(faults);
    }

    /** Arrivals beyond the first. */
    int repeats() {
        return Math.max(0, arrivals.size() - 1);
    }

    /** Whether a worker was lost between an intent and what came next of this call. */
    boolean interrupted() {
        return changes() > 0;
    }

    private void irreversible(List<String> faults) {
        if (arrivals.size() > 1) {
            faults.add("irreversible, and arrived " + arrivals.size() + " times: " + arrivals);
        }
        boolean asked = journal.stream()
                .anyMatch(event -> event.is("approval", "pending")
                        && event.data().path("reason").asText().equals("in_doubt"));
        if (interrupted() && !asked) {
            faults.add("irreversible, caught in the middle, and nobody was asked");
        }
    }

    private void idempotent(List<String> faults) {
        Instant finished = Instant.parse(journal.getLast().data().path("at").asText());
        if (arrivals.stream().anyMatch(arrival -> arrival.at().isAfter(finished))) {
            faults.add("arrived again after it had finished at " + finished + ": " + arrivals);
        }
        if (repeats() > changes()) {
            faults.add("repeated " + repeats() + " times, with " + changes() + " changes of its worker: " + arrivals);
        }
    }

    /** How often the task changed its worker meanwhile; a worker that died before its first commit left no lease row. */
    private long changes() {
        long lost = journal.stream().filter(event -> event.is("recovery", "ok")).count();
        long taken = journal.stream().filter(event -> event.is("lease", "ok")).count();
        return Math.max(lost, taken);
    }

    private boolean isResult(StreamedEvent event) {
        return event.data().path("kind").asText().equals(TOOL_CALL)
                && !event.data().path("status").asText().equals("running");
    }

    private List<String> named(List<String> faults) {
        return faults.stream()
                .map(fault -> "task " + task + " call " + call.name() + ": " + fault)
                .toList();
    }

    private static boolean concerns(StreamedEvent event, PlannedCall call) {
        JsonNode url = event.data().path("input").path("url");
        return url.asText().contains("/" + call.name() + "?");
    }
}
