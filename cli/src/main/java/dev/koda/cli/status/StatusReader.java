package dev.koda.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import dev.koda.cli.version.KodaVersion;
import dev.koda.platform.embedded.process.PidFile;

/** Puts together what the supervisor wrote, which processes live, and what each part answers right now. */
record StatusReader(Environment environment, RunFiles files) {

    private static final int ANSWER_SECONDS = 4;

    StackStatus read() {
        Optional<StackState> state = files.supervisor().flatMap(running -> files.state());
        List<ServiceStatus> services = new ArrayList<>();
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ServiceStatus>> answers = Part.inStartOrder().stream()
                    .map(part -> asking.submit(() -> status(part, state.flatMap(known -> known.part(part)))))
                    .toList();
            for (Future<ServiceStatus> answer : answers) {
                services.add(answer.get(ANSWER_SECONDS + 2L, TimeUnit.SECONDS));
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("a part could not be asked", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return new StackStatus(
                "embedded", KodaVersion.current(), environment.home().root().toString(), overall(services), services);
    }

    private ServiceStatus status(Part part, Optional<PartState> supervised) {
        Optional<PidFile.Entry> process = files.running(part);
        boolean external = part.service().isEmpty() && !environment.embedded().contains(part.word());
        boolean present = process.isPresent() || external;
        return new ServiceStatus(
                part.word(),
                external ? "external" : "embedded",
                state(external, present, supervised),
                process.map(entry -> entry.process().pid()).orElse(null),
                process.map(PidFile.Entry::port).orElseGet(() -> environment.port(part.portVariable())),
                present && healthy(part) ? "up" : "down",
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
