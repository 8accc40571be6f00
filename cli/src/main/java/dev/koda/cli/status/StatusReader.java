package dev.koda.cli.status;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.koda.cli.doctor.ServerProbes;
import dev.koda.cli.home.Environment;
import dev.koda.cli.stack.Part;
import dev.koda.cli.stack.PartState;
import dev.koda.cli.stack.Readiness;
import dev.koda.cli.stack.RunFiles;
import dev.koda.cli.stack.StackState;
import dev.koda.cli.threads.DaemonThreads;
import dev.koda.cli.version.KodaVersion;
import dev.koda.platform.embedded.process.PidFile;

/** Puts together what the supervisor wrote, which processes live, and what each part answers right now. */
record StatusReader(Environment environment, RunFiles files) {

    /** The slowest question gives up by itself before that. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    StackStatus read() {
        Optional<StackState> state = files.supervisor().flatMap(running -> files.state());
        long end = System.nanoTime() + PATIENCE.toNanos();
        ExecutorService asking = DaemonThreads.perTask();
        try {
            Map<Part, Future<Boolean>> answers = new EnumMap<>(Part.class);
            Part.inStartOrder().forEach(part -> answers.put(part, asking.submit(() -> present(part) && healthy(part))));
            List<ServiceStatus> services = Part.inStartOrder().stream()
                    .map(part -> status(part, state.flatMap(known -> known.part(part)), wellBy(end, answers.get(part))))
                    .toList();
            return new StackStatus(
                    "embedded",
                    KodaVersion.current(),
                    environment.home().root().toString(),
                    overall(services),
                    services);
        } finally {
            // what hangs in spite of its own timeout must not hold up the answer
            asking.shutdownNow();
        }
    }

    private static boolean wellBy(long end, Future<Boolean> answer) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private boolean external(Part part) {
        return part.service().isEmpty() && !environment.embedded().contains(part.word());
    }

    private boolean present(Part part) {
        return external(part) || files.running(part).isPresent();
    }

    private ServiceStatus status(Part part, Optional<PartState> supervised, boolean well) {
        Optional<PidFile.Entry> process = files.running(part);
        boolean external = external(part);
        return new ServiceStatus(
                part.word(),
                external ? "external" : "embedded",
                state(external, external || process.isPresent(), supervised),
                process.map(entry -> entry.process().pid()).orElse(null),
                process.map(PidFile.Entry::port).orElseGet(() -> environment.port(part.portVariable())),
                well ? "up" : "down",
                supervised.map(PartState::since).orElseGet(() -> process.map(
                                entry -> entry.process().startedAt())
                        .orElse(null)),
                part.service().map(service -> KodaVersion.current()).orElse(null),
                supervised.map(PartState::message).orElse(""));
    }

    private static String state(boolean external, boolean present, Optional<PartState> supervised) {
        if (external) {
            return PartState.Phase.EXTERNAL.word();
        }
        return supervised.map(PartState::state).orElse(present ? "orphaned" : PartState.Phase.STOPPED.word());
    }

    private boolean healthy(Part part) {
        return part.service().isPresent()
                ? Readiness.of(environment, part).now()
                : new ServerProbes(environment).answers(part);
    }

    private static String overall(List<ServiceStatus> services) {
        long up = services.stream()
                .filter(service -> "up".equals(service.health()))
                .count();
        if (up == services.size()) {
            return "up";
        }
        return up == 0 ? "down" : "degraded";
    }
}
