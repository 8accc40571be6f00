package dev.koda.system.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.system.stack.CheckedOut;
import dev.koda.system.stack.RunningStack.Koda;

/**
 * A second runtime beside the stack's own, which takes tasks and serves no API: added to a running house as an operator
 * adds one, with the settings of the house and a port of its own.
 */
final class WorkerProcess implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Map<String, String> environment;
    private final Path log;
    private final Clock clock = Clock.systemUTC();
    private Process process;
    private Instant readySince = Instant.MAX;
    private int port;

    WorkerProcess(Koda koda) throws IOException {
        environment = new HashMap<>(koda.settings());
        environment.put("KODA_RUNTIME_ROLE", "worker");
        log = koda.home().resolve("logs/worker.log");
        start();
    }

    private void start() throws IOException {
        port = FreePort.next();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx384m",
                        "-jar",
                        CheckedOut.root()
                                .resolve("agent-runtime-service/target/quarkus-app/quarkus-run.jar")
                                .toString()))
                .directory(CheckedOut.root().resolve("system-tests/target").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("KODA_RUNTIME_PORT", Integer.toString(port));
        process = builder.start();
        readySince = Instant.MAX;
    }

    /** Whether it has been ready for so long. */
    boolean readyFor(Duration time) throws IOException, InterruptedException {
        if (!ready()) {
            return false;
        }
        if (readySince.equals(Instant.MAX)) {
            readySince = clock.instant();
        }
        return !readySince.plus(time).isAfter(clock.instant());
    }

    /** Whether it takes tasks; one that found no database when it started is started again, as a supervisor would. */
    boolean ready() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            start();
        }
        return answers();
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** SIGKILL, and a new one in its place. */
    void killAndReplace() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(30, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
