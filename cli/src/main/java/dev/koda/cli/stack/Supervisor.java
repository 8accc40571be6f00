package dev.koda.cli.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.koda.cli.threads.DaemonThreads;

/**
 * Keeps the parts of one home running until it is told to stop: levels start one after the other, a dead part is
 * started again, and the end goes in reverse. What it knows it writes to {@link RunFiles} whenever it changes.
 */
final class Supervisor {

    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final int TICK_MILLIS = 250;

    /** What a supervisor is, apart from what it does. */
    record Identity(long pid, Instant startedAt, String version, String fingerprint) {}

    private final Identity identity;
    private final RunFiles files;
    private final List<SupervisedPart> parts;
    private final List<PartState> external;
    private StackState written;

    Supervisor(Identity identity, RunFiles files, List<SupervisedPart> parts, List<PartState> external) {
        this.identity = identity;
        this.files = files;
        this.parts = List.copyOf(parts);
        this.external = List.copyOf(external);
    }

    static List<SupervisedPart> supervise(Map<Part, PartRunner> runners, ExecutorService executor, Clock clock) {
        return Part.inStartOrder().stream()
                .filter(runners::containsKey)
                .map(part -> new SupervisedPart(part, runners.get(part), executor, clock))
                .toList();
    }

    /** Returns when the thread is interrupted, which is how it is told to stop; the parts still run then. */
    void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            tick();
            try {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void tick() {
        if (files.takeWake()) {
            parts.forEach(SupervisedPart::retryNow);
        }
        parts.forEach(part -> part.tick(lowerLevelsRan(part), waitsForDatabase(part)));
        publish();
    }

    private boolean waitsForDatabase(SupervisedPart part) {
        return part.part().needsDatabase()
                && parts.stream().anyMatch(other -> other.part() == Part.POSTGRES && other.isComingBack());
    }

    private boolean lowerLevelsRan(SupervisedPart part) {
        return parts.stream()
                .filter(other -> other.part().level() < part.part().level())
                .allMatch(SupervisedPart::everRan);
    }

    /** Stops every part, the last level first and those of one level together; returns when all have ended. */
    void stopAll() {
        Map<Integer, List<SupervisedPart>> levels =
                parts.stream().collect(Collectors.groupingBy(part -> part.part().level()));
        levels.keySet().stream().sorted(Comparator.reverseOrder()).forEach(level -> stopTogether(levels.get(level)));
        publish();
    }

    private void stopTogether(List<SupervisedPart> level) {
        try (ExecutorService stopping = DaemonThreads.perTask()) {
            level.forEach(part -> stopping.execute(() -> {
                part.stop(DRAIN);
                publish();
            }));
        }
    }

    private synchronized void publish() {
        List<PartState> states = parts.stream().map(SupervisedPart::state).collect(Collectors.toList());
        states.addAll(external);
        StackState state = new StackState(
                identity.pid(), identity.startedAt(), identity.version(), identity.fingerprint(), List.copyOf(states));
        if (!state.equals(written)) {
            log(state);
            files.write(state);
            written = state;
        }
    }

    /** One line per change in the supervisor's own log. */
    private void log(StackState state) {
        state.parts().stream()
                .filter(part -> written == null || !written.parts().contains(part))
                .forEach(part ->
                        System.out.printf("%s %s %s %s%n", part.since(), part.name(), part.state(), part.message()));
    }
}
