package dev.koda.cli.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.koda.cli.home.Environment;
import dev.koda.cli.stack.Part;
import dev.koda.cli.threads.DaemonThreads;
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
        ExecutorService asking = DaemonThreads.perTask();
        try {
            return DoctorReport.of(
                    Instant.now(clock), KodaVersion.current(), "embedded", RootCause.singledOut(gather(asking)));
        } finally {
            // a probe that hangs in spite of its own timeout must not hold up the answer
            asking.shutdownNow();
        }
    }

    private List<Check> gather(ExecutorService executor) {
        ServiceChecks services = new ServiceChecks(environment);
        long end = System.nanoTime() + BUDGET.toNanos();
        Future<Optional<List<Check>>> aggregated = executor.submit(services::aggregated);
        List<Question.Pending> own =
                own(services).map(question -> question.ask(executor)).toList();
        List<Check> told = told(aggregated, services, executor, end);
        Map<String, Check> checks = new LinkedHashMap<>();
        own.forEach(answer -> answer.by(end).forEach(check -> checks.put(check.id(), check)));
        told.forEach(check -> checks.merge(check.id(), check, Doctor::worse));
        return List.copyOf(checks.values());
    }

    /** Everything this command looks at itself. */
    private Stream<Question> own(ServiceChecks services) {
        Stream<Question> local = Stream.of(
                new Question("bootstrap.settings", () -> new BootstrapChecks(environment).run()),
                new Question("host.disk", () -> new HostChecks(environment).run()),
                new Question("host.clock", () -> List.of(new ClockCheck(environment, clock).run())),
                new Question("dashboard.reachable", () -> new DashboardChecks(environment, clock).run()));
        Stream<Question> servers = Stream.of(Part.POSTGRES, Part.KAFKA, Part.SEAWEEDFS)
                .map(server -> new Question(
                        ServerChecks.IDS.get(server), () -> List.of(new ServerChecks(environment).run(server))));
        Stream<Question> ready = SERVICES.stream()
                .map(part -> new Question(ServiceChecks.id(part), () -> List.of(services.readiness(part))));
        return Stream.of(local, servers, ready).flatMap(questions -> questions);
    }

    /** The aggregator's word; when it takes its time the services are asked too, and whoever answers is heard. */
    private static List<Check> told(
            Future<Optional<List<Check>>> aggregated, ServiceChecks services, ExecutorService executor, long end) {
        Optional<List<Check>> early = by(aggregated, Math.min(end, System.nanoTime() + HEAD_START.toNanos()));
        if (early.isPresent()) {
            return early.get();
        }
        List<Question.Pending> direct = SERVICES.stream()
                .filter(part -> part != Part.WEB)
                .map(part -> new Question(ServiceChecks.id(part), () -> services.group(part)).ask(executor))
                .toList();
        List<Check> single =
                direct.stream().flatMap(answer -> answer.by(end).stream()).toList();
        return by(aggregated, end).orElse(single);
    }

    /** Of two answers to one question the first holds, unless only the other found something. */
    private static Check worse(Check seen, Check told) {
        boolean seenWell = seen.status() == Status.PASS || seen.status() == Status.SKIP;
        boolean toldWell = told.status() == Status.PASS;
        return seenWell && (!toldWell || seen.status() == Status.SKIP) && told.status() != Status.SKIP ? told : seen;
    }

    private static Optional<List<Check>> by(Future<Optional<List<Check>>> answer, long end) {
        try {
            return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "the aggregator could not be asked: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
