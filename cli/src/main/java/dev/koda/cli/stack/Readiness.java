package dev.koda.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.koda.cli.home.Environment;
import dev.koda.platform.embedded.process.Deadline;
import dev.koda.platform.embedded.process.FreePort;

/**
 * Asks a service whether it is ready.
 *
 * @param address the gateway's {@code /health}, every other service's {@code /q/health/ready}
 */
public record Readiness(URI address) {

    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    public static Readiness of(Environment environment, Part part) {
        return part == Part.WEB
                ? new Readiness(URI.create(environment.gateway() + "/health"))
                : new Readiness(
                        URI.create("http://127.0.0.1:" + environment.port(part.portVariable()) + "/q/health/ready"));
    }

    /** True when the answer within three seconds is 200. */
    public boolean now() {
        if (!FreePort.accepts(address.getPort(), CONNECT)) {
            return false;
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(ANSWER).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until it is ready; false when the time is over or the process ended first. */
    boolean await(Duration timeout, BooleanSupplier alive) {
        return Deadline.in(timeout).await(() -> !alive.getAsBoolean() || now()) && alive.getAsBoolean();
    }
}
