package dev.koda.system.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.koda.system.recording.Arrival;

/**
 * Everything known about one task: what it was to do, what its watching client got, what a second reading of its stream
 * gives, and what the world saw of it.
 */
record TaskBook(PlannedTask plan, EventStream watched, List<StreamedEvent> events, List<Arrival> arrivals) {

    List<CallBook> calls() {
        return plan.calls().stream()
                .map(call -> CallBook.of(
                        plan.mark(),
                        call,
                        events,
                        arrivals.stream()
                                .filter(arrival -> arrival.call().equals(call.name()))
                                .toList()))
                .toList();
    }

    /** All that is wrong with it, in words. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!watched.done()) {
            faults.add("task " + plan.mark() + ": its stream never came to an end");
        }
        for (int place = 0; place < events.size(); place++) {
            if (events.get(place).id() != place + 1) {
                faults.add(
                        "task " + plan.mark() + ": event " + events.get(place).id() + " stands at " + (place + 1));
            }
        }
        if (!watched.events().equals(events)) {
            faults.add("task " + plan.mark() + ": its watcher got "
                    + watched.events().stream().map(StreamedEvent::id).toList() + " of " + events.size() + " events");
        }
        if (!events.getLast().data().path("status").asText().equals("completed")) {
            faults.add("task " + plan.mark() + " ended with " + events.getLast().data());
        }
        return Stream.concat(faults.stream(), calls().stream().flatMap(call -> call.faults().stream()))
                .toList();
    }

    /** How long it lay after the death of its worker until another had it; one for each recovery that a kill explains. */
    List<Duration> takeovers(List<Kill> kills) {
        List<Duration> takeovers = new ArrayList<>();
        for (int place = 1; place < events.size(); place++) {
            if (events.get(place).is("recovery", "ok")) {
                Instant lastSign = at(events.get(place - 1));
                Optional<Instant> taken = events.subList(place, events.size()).stream()
                        .filter(event -> event.is("lease", "ok"))
                        .findFirst()
                        .map(TaskBook::at);
                taken.flatMap(when -> death(kills, lastSign, when).map(death -> Duration.between(death, when)))
                        .ifPresent(takeovers::add);
            }
        }
        return takeovers;
    }

    private static Optional<Instant> death(List<Kill> kills, Instant lastSign, Instant taken) {
        return kills.stream()
                .filter(kill -> kill.victim().runsTasks())
                .map(Kill::at)
                .filter(kill -> !kill.isBefore(lastSign) && kill.isBefore(taken))
                .findFirst();
    }

    /** Times it was taken from a worker. */
    long recoveries() {
        return events.stream().filter(event -> event.is("recovery", "ok")).count();
    }

    private static Instant at(StreamedEvent event) {
        return Instant.parse(event.data().path("at").asText());
    }
}
