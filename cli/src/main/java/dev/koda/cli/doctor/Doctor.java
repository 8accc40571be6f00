package dev.koda.cli.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.koda.cli.home.Environment;
import dev.koda.cli.stack.Part;
import dev.koda.cli.version.KodaVersion;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.DoctorReport;
import dev.koda.platform.doctor.Status;

/**
 * Looks at everything at once and has its answer in about five seconds, whatever is down. What the command sees with
 * its own eyes goes before what the aggregator says, and that before what the services say one by one.
 */
public final class Doctor {

    private static final Duration BUDGET = Duration.ofMillis(4500);

    private final Environment environment;
    private final Clock clock;

    public Doctor(Environment environment) {
        this(environment, Clock.systemUTC());
    }

    Doctor(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    public DoctorReport examine() {
        ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return DoctorReport.of(
                    Instant.now(clock), KodaVersion.current(), "embedded", RootCause.singledOut(gather(asking)));
        } finally {
            // a probe that hangs in spite of its own timeout must not hold up the answer
            asking.shutdownNow();
        }
    }

    private List<Check> gather(ExecutorService asking) {
        ServiceChecks services = new ServiceChecks(environment);
        long end = System.nanoTime() + BUDGET.toNanos();
        List<Future<List<Check>>> own = new ArrayList<>();
        own.add(asking.submit(timed(() -> new BootstrapChecks(environment).run())));
        own.add(asking.submit(timed(() -> new HostChecks(environment).run())));
        own.add(asking.submit(timed(() -> List.of(new ClockCheck(environment, clock).run()))));
        for (Part server : List.of(Part.POSTGRES, Part.KAFKA, Part.SEAWEEDFS)) {
            own.add(asking.submit(timed(() -> List.of(new ServerChecks(environment).run(server)))));
        }
        own.add(asking.submit(timed(() -> new DashboardChecks(environment, clock).run())));
        Future<Optional<List<Check>>> aggregated = asking.submit(services::aggregated);
        List<Future<List<Check>>> direct = new ArrayList<>();
        for (Part part : Part.inStartOrder()) {
            if (part.service().isPresent()) {
                own.add(asking.submit(timed(() -> List.of(services.readiness(part)))));
                if (part != Part.WEB) {
                    direct.add(asking.submit(timed(() -> services.group(part))));
                }
            }
        }
        Map<String, Check> checks = new LinkedHashMap<>();
        own.forEach(answer -> by(answer, end).orElse(List.of()).forEach(check -> checks.put(check.id(), check)));
        List<Check> told = by(aggregated, end).flatMap(answer -> answer).orElseGet(() -> flat(direct, end));
        told.forEach(check -> checks.merge(check.id(), check, Doctor::worse));
        return List.copyOf(checks.values());
    }

    private static List<Check> flat(List<Future<List<Check>>> answers, long end) {
        return answers.stream()
                .flatMap(answer -> by(answer, end).orElse(List.of()).stream())
                .toList();
    }

    /** Of two answers to one question the first holds, unless only the other found something. */
    private static Check worse(Check seen, Check told) {
        boolean seenWell = seen.status() == Status.PASS || seen.status() == Status.SKIP;
        boolean toldWell = told.status() == Status.PASS;
        return seenWell && (!toldWell || seen.status() == Status.SKIP) && told.status() != Status.SKIP ? told : seen;
    }

    private static <T> Optional<T> by(Future<T> answer, long end) {
        try {
            return Optional.of(answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a check broke: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Callable<List<Check>> timed(Callable<List<Check>> checks) {
        return () -> {
            long start = System.nanoTime();
            List<Check> found = checks.call();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return found.stream().map(check -> check.took(took)).toList();
        };
    }
}
