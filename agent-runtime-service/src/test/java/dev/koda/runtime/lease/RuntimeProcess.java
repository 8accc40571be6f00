package dev.koda.runtime.lease;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

/** The packaged runtime as a process of its own, to be killed as the kernel kills. */
final class RuntimeProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START = Duration.ofSeconds(240);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private RuntimeProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static RuntimeProcess start(String name, int port, Map<String, String> environment, String... properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("target/" + name + ".log")));
        builder.environment().putAll(environment);
        builder.environment().put("KODA_RUNTIME_PORT", Integer.toString(port));
        try {
            RuntimeProcess started = new RuntimeProcess(builder.start(), port);
            started.awaitLive();
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
    }

    /** SIGSTOP or SIGCONT, by the system's own command. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("kill -" + name, failed);
        }
    }

    /** SIGTERM, and how long it took to leave. */
    Duration terminate() {
        long start = System.nanoTime();
        process.destroy();
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> !process.isAlive());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitLive() {
        Awaitility.await()
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the runtime ended with " + process.exitValue());
                    }
                    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                            .build();
                    return client.send(request, HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 200;
                });
    }
}
