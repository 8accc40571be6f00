package dev.koda.gateway.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The container's health check, for images that hold a JRE and nothing else. Exit 0 when {@code /health} says 200. */
final class AliveProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private AliveProbe() {}

    /** Asks the gateway in this container. */
    public static void main(String... arguments) {
        System.exit(isAlive(System.getenv().getOrDefault("WEB_PORT", "3000")) ? 0 : 1);
    }

    static boolean isAlive(String port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
