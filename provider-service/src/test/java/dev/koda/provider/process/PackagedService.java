package dev.koda.provider.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.provider.adapter.VendorJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service as it is shipped, in a process of its own. */
final class PackagedService implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration BOOT = Duration.ofSeconds(180);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private PackagedService(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** An answer; {@code json} is missing when the body is none. */
    record Answer(int status, String body, JsonNode json) {}

    /** Starts it and does not wait. */
    static PackagedService start(Map<String, String> environment, String... jvm) throws IOException {
        Path log = Files.createTempFile("koda-provider", ".log");
        int port = FreePort.next();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(jvm));
        command.addAll(List.of("-jar", JAR.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("KODA_PROVIDER_PORT", Integer.toString(port));
        return new PackagedService(builder.start(), log, port);
    }

    /** Waits until it takes requests. */
    PackagedService ready() {
        await("provider-service is ready").atMost(BOOT).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).as(this::printed).isTrue();
            return send("GET", "/q/health/ready", null, "").status() == 200;
        });
        return this;
    }

    /** Waits for its own end; the exit code. */
    int ended() throws InterruptedException {
        assertThat(process.waitFor(BOOT.toSeconds(), TimeUnit.SECONDS))
                .as(this::printed)
                .isTrue();
        return process.exitValue();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** All that it printed so far. */
    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    Answer send(String method, String path, String token, String body) throws IOException, InterruptedException {
        return answerOf(client.send(request(method, path, token, body), BodyHandlers.ofString()));
    }

    /** Sends and does not wait; fails when the process dies over it. */
    CompletableFuture<Answer> later(String method, String path, String token, String body) {
        return client.sendAsync(request(method, path, token, body), BodyHandlers.ofString())
                .thenApply(PackagedService::answerOf);
    }

    private HttpRequest request(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).build();
    }

    private static Answer answerOf(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), VendorJson.tolerant(response.body()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
        try {
            process.waitFor();
            Files.deleteIfExists(log);
        } catch (IOException | InterruptedException leftOver) {
            Thread.currentThread().interrupt();
        }
    }
}
