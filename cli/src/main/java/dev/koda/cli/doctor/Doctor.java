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

    /** A healthy aggregator answers in well under this; asking everybody twice would only slow a busy host. */
    private static final Duration HEAD_START = Duration.ofMillis(1500);

    private static final List<Part> SERVICES = Part.inStartOrder().stream()
            .filter(part -> part.service().isPresent())
            .toList();

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
        Future<Optional<List<Check>>> aggregated = asking.submit(services::aggregated);
        List<Future<List<Check>>> own = own(asking, services);
        List<Check> told = told(aggregated, services, asking, end);
        Map<String, Check> checks = new LinkedHashMap<>();
        own.forEach(answer -> by(answer, end).orElse(List.of()).forEach(check -> checks.put(check.id(), check)));
        told.forEach(check -> checks.merge(check.id(), check, Doctor::worse));
        return List.copyOf(checks.values());
    }

    /** Everything this command looks at itself. */
    private List<Future<List<Check>>> own(ExecutorService asking, ServiceChecks services) {
        List<Callable<List<Check>>> questions = new ArrayList<>();
        questions.add(() -> new BootstrapChecks(environment).run());
        questions.add(() -> new HostChecks(environment).run());
        questions.add(() -> List.of(new ClockCheck(environment, clock).run()));
        for (Part server : List.of(Part.POSTGRES, Part.KAFKA, Part.SEAWEEDFS)) {
            questions.add(() -> List.of(new ServerChecks(environment).run(server)));
        }
        questions.add(() -> new DashboardChecks(environment, clock).run());
        SERVICES.forEach(part -> questions.add(() -> List.of(services.readiness(part))));
        return questions.stream()
                .map(question -> asking.submit(timed(question)))
                .toList();
    }

    /** The aggregator's word; when it takes its time the services are asked too, and whoever answers is heard. */
    private static List<Check> told(
            Future<Optional<List<Check>>> aggregated, ServiceChecks services, ExecutorService asking, long end) {
        Optional<List<Check>> early = by(aggregated, Math.min(end, System.nanoTime() + HEAD_START.toNanos()))
                .flatMap(answer -> answer);
        if (early.isPresent()) {
            return early.get();
        }
        List<Future<List<Check>>> direct = SERVICES.stream()
                .filter(part -> part != Part.WEB)
                .map(part -> asking.submit(timed(() -> services.group(part))))
                .toList();
        List<Check> single = direct.stream()
                .flatMap(answer -> by(answer, end).orElse(List.of()).stream())
                .toList();
        return by(aggregated, end).flatMap(answer -> answer).orElse(single);
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
