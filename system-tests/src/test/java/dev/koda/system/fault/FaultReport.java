package dev.koda.system.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import dev.koda.system.stack.CheckedOut;

/**
 * What came of a run, in figures. Every run writes its page below {@code target/evidence}; one that is asked for
 * evidence ({@code -Dkoda.evidence}) or has a thousand kills writes it into {@code docs/evidence} as well.
 */
record FaultReport(long seed, List<Kill> kills, List<TaskBook> tasks, Map<String, Object> others) {
    private static final String PAGE = "fault-suite.md";

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kills", kills.size());
        figures.putAll(byVictim());
        figures.put("tasks handed in", tasks.size());
        figures.put(
                "calls recorded by the endpoint", sum(task -> task.arrivals().size()));
        figures.put("calls finished", sum(task -> task.calls().size()));
        figures.put("calls caught in the middle", calls(CallBook::interrupted));
        figures.put("idempotent calls repeated after a crash", calls(call -> call.repeats() > 0));
        figures.put("times a task changed its worker", sum(TaskBook::recoveries));
        figures.put(
                "streams that broke and went on",
                tasks.stream().filter(task -> task.watched().resumed() > 0).count());
        figures.put("continuations of streams", sum(task -> task.watched().resumed()));
        figures.put("events compared", sum(task -> task.events().size()));
        figures.putAll(takeovers());
        figures.putAll(others);
        return figures;
    }

    void write(boolean evidence) throws IOException {
        String page = page();
        System.out.println(page);
        write(CheckedOut.root().resolve("system-tests/target/evidence"), page);
        if (evidence) {
            write(CheckedOut.root().resolve("docs/evidence"), page);
        }
    }

    private Map<String, Object> byVictim() {
        return Arrays.stream(Victim.values())
                .collect(Collectors.toMap(
                        victim -> "of them " + victim.title(),
                        victim -> kills.stream()
                                .filter(kill -> kill.victim() == victim)
                                .count(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private Map<String, Object> takeovers() {
        List<Duration> all = tasks.stream()
                .flatMap(task -> task.takeovers(kills).stream())
                .sorted(Comparator.naturalOrder())
                .toList();
        if (all.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("takeover after a death, median ms", all.get(all.size() / 2).toMillis());
        figures.put("takeover after a death, worst ms", all.getLast().toMillis());
        return figures;
    }

    private long calls(Predicate<CallBook> wanted) {
        return tasks.stream()
                .flatMap(task -> task.calls().stream())
                .filter(wanted)
                .count();
    }

    private long sum(ToLongFunction<TaskBook> figure) {
        return tasks.stream().mapToLong(figure).sum();
    }

    private String page() {
        String rows = figures().entrySet().stream()
                .map(figure -> "| " + figure.getKey() + " | " + figure.getValue() + " |")
                .collect(Collectors.joining("\n"));
        return """
                # The fault suite: what is killed, and what is lost

                Written by `system-tests` (`FaultSuiteIT`) on %s: %d cores, Java %d, seed %d.

                Worker, API (which runs tasks too), provider-service, Kafka, PostgreSQL and gateway get SIGKILL at
                random moments while agents call an endpoint that keeps every call: GET is declared idempotent, POST
                irreversible. The supervisor of the stack brings the parts back. The run fails when a task is lost, an event is
                missing or doubled in a stream that was resumed, a finished call arrives again, an irreversible call arrives
                twice, or nobody is asked about one that was caught in the middle.

                | Figure | |
                | --- | --- |
                %s
                """.formatted(
                        LocalDate.now(Clock.systemUTC()),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        seed,
                        rows);
    }

    private static void write(Path folder, String page) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PAGE), page);
    }
}
