package dev.koda.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.koda.cli.home.Environment;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.ServerJars;
import dev.koda.platform.embedded.process.ServerNotStarted;
import dev.koda.platform.embedded.process.ServerProcess;
import dev.koda.platform.embedded.process.StartOptions;

/** Runs one service in a JVM of its own with the whole environment of settings. */
final class ServiceRunner implements PartRunner {

    private static final String STOP_SIGNAL = "TERM";
    /** Two cores that start six JVMs at once need long. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final String REFUSAL = "refused to start";

    private final Part part;
    private final Environment environment;
    private final RunFiles files;
    private final Installation installation;
    private volatile ServerProcess process;

    ServiceRunner(Part part, Environment environment, RunFiles files, Installation installation) {
        this.part = part;
        this.environment = environment;
        this.files = files;
        this.installation = installation;
    }

    @Override
    public Optional<Running> adopt() {
        Optional<ServerProcess> found = ServerProcess.adopt(part.word(), files.files(part));
        if (found.isPresent() && !files.fingerprint(part).equals(Optional.of(fingerprint()))) {
            found.get().stop(STOP_SIGNAL, Duration.ofSeconds(30));
            return Optional.empty();
        }
        if (found.isPresent() && !Readiness.of(environment, part).await(Duration.ofSeconds(10), found.get()::isAlive)) {
            found.get().stop(STOP_SIGNAL, Duration.ofSeconds(10));
            return Optional.empty();
        }
        process = found.orElse(null);
        return found.map(live -> new Running(live.process().pid(), live.port()));
    }

    @Override
    public Running start(Consumer<String> progress) {
        Path jar = installation.jar(part);
        ServerFiles serverFiles = files.files(part);
        long logStart = LogFile.of(serverFiles.log()).rotateIfLarge().size();
        progress.accept("starting " + part.title());
        files.writeFingerprint(part, fingerprint());
        ServerProcess launched = ServerProcess.launch(
                part.word(), command(jar), environment.values(), environment.port(part.portVariable()), serverFiles);
        process = launched;
        try {
            launched.awaitReady(StartOptions.detached().withTimeout(PATIENCE), Readiness.of(environment, part)::now);
        } catch (ServerNotStarted notStarted) {
            throw refusal(serverFiles.log(), logStart)
                    .<RuntimeException>map(PartRefused::new)
                    .orElse(notStarted);
        }
        return new Running(launched.process().pid(), launched.port());
    }

    private List<String> command(Path jar) {
        return List.of(
                ServerJars.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders", // an eighth less heap for services that hold many small objects
                "-Xmx" + part.heapMegabytes() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-jar",
                jar.toString());
    }

    /** What a live process must have been started with to be taken over: the same settings and the same build. */
    private String fingerprint() {
        return Fingerprint.of(environment.values(), installation.jar(part));
    }

    /** The service's own words, if it refused its settings rather than died. */
    private static Optional<String> refusal(Path log, long from) {
        try {
            byte[] all = Files.readAllBytes(log);
            int start = Math.toIntExact(Math.min(from, all.length));
            return new String(all, start, all.length - start, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(REFUSAL))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void stop(Duration timeout) {
        ServerProcess.adopt(part.word(), files.files(part)).ifPresent(live -> live.stop(STOP_SIGNAL, timeout));
    }
}
