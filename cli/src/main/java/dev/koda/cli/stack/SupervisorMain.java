package dev.koda.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

import dev.koda.cli.home.Environment;
import dev.koda.cli.home.EnvironmentFiles;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.home.PortReservations;
import dev.koda.cli.home.Ports;
import dev.koda.cli.threads.DaemonThreads;
import dev.koda.platform.embedded.process.LiveProcess;

/**
 * The process that outlives {@code koda up}. Its settings are its own environment, which the command put together;
 * SIGTERM makes it drain and stop everything. Killed outright, it leaves the parts running for the next one.
 */
public final class SupervisorMain {

    private static final Duration ROTATE_EVERY = Duration.ofMinutes(1);

    private SupervisorMain() {}

    /** Runs until it is told to stop; ends with 1 at once when another supervisor has this home. */
    public static void main(String... arguments) throws IOException {
        quietLogging();
        KodaHome home = new KodaHome(Path.of(System.getenv("KODA_HOME")));
        RunFiles files = new RunFiles(home);
        try (FileChannel channel = FileChannel.open(
                        home.run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                ExecutorService executor = DaemonThreads.perTask()) {
            if (lock == null) {
                System.err.println("another supervisor runs this home");
                System.exit(1);
            }
            supervise(files, executor);
        }
    }

    private static void supervise(RunFiles files, ExecutorService executor) {
        LiveProcess self = LiveProcess.find(ProcessHandle.current().pid()).orElseThrow();
        files.supervisorPid().write(self, 0);
        // the variables the command built are complete, so no file is read and no port chosen again
        Environment environment = new EnvironmentFiles(
                        files.home(),
                        System.getenv(),
                        new Ports((variable, port) -> true, () -> 0, PortReservations.ofMachine()))
                .read();
        Clock clock = Clock.systemUTC();
        Map<Part, PartRunner> runners = runners(environment, files);
        Supervisor.Identity identity = new Supervisor.Identity(
                self.pid(),
                clock.instant(),
                System.getProperty("koda.version", "unknown"),
                Fingerprint.ofSettings(environment.values()));
        Supervisor supervisor = new Supervisor(
                identity, files, Supervisor.supervise(runners, executor, clock), external(environment, runners, clock));
        Thread watching = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, watching, files), "stop"));
        Thread.ofPlatform().daemon().name("logs").start(() -> rotateLogs(files));
        supervisor.watch();
    }

    private static void stop(Supervisor supervisor, Thread watching, RunFiles files) {
        watching.interrupt();
        supervisor.stopAll();
        files.supervisorPid().delete();
    }

    private static Map<Part, PartRunner> runners(Environment environment, RunFiles files) {
        Installation installation = Installation.find();
        Map<Part, PartRunner> runners = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (part.service().isPresent()) {
                runners.put(part, new ServiceRunner(part, environment, files, installation));
            } else if (environment.embedded().contains(part.word())) {
                runners.put(part, server(part, environment, files));
            }
        }
        return runners;
    }

    private static PartRunner server(Part part, Environment environment, RunFiles files) {
        return switch (part) {
            case POSTGRES -> new PostgresRunner(environment, files);
            case KAFKA -> new KafkaRunner(environment, files);
            case SEAWEEDFS -> new ObjectStoreRunner(environment, files);
            default -> throw new IllegalArgumentException(part + " is a service");
        };
    }

    private static List<PartState> external(Environment environment, Map<Part, PartRunner> runners, Clock clock) {
        return Part.inStartOrder().stream()
                .filter(part -> !runners.containsKey(part))
                .map(part -> new PartState(
                        part.word(),
                        PartState.Phase.EXTERNAL.word(),
                        0,
                        ExternalServer.port(environment, part),
                        clock.instant(),
                        0,
                        "a server of your own"))
                .toList();
    }

    private static void rotateLogs(RunFiles files) {
        while (true) {
            Part.inStartOrder()
                    .forEach(part -> LogFile.of(files.files(part).log()).rotateIfLarge());
            LogFile.of(files.home().log("supervisor")).rotateIfLarge();
            try {
                Thread.sleep(ROTATE_EVERY);
            } catch (InterruptedException ending) {
                return;
            }
        }
    }

    /** The client library of Kafka speaks of every broken connection; the parts' own logs say it better. */
    private static void quietLogging() {
        java.util.logging.Logger.getLogger("org.apache.kafka").setLevel(java.util.logging.Level.OFF);
    }
}
