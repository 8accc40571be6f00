package dev.koda.cli.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Json;
import dev.koda.cli.home.Environment;

/**
 * Calls through the gateway with the break-glass token of this host, or with another bearer.
 *
 * @param gateway its address
 * @param bearer token of the caller; empty for none
 */
public record ControlPlane(String gateway, Optional<String> bearer) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static ControlPlane breakGlass(Environment environment) {
        return new ControlPlane(environment.gateway(), environment.value("CONTROL_PLANE_API_TOKEN"));
    }

    public Answer get(String path) {
        return send(request(path, PATIENCE).GET());
    }

    public Answer get(String path, Duration patience) {
        return send(request(path, patience).GET());
    }

    public Answer post(String path, Object body) {
        return send(request(path, PATIENCE)
                .header("Content-Type", "application/json")
                .POST(json(body)));
    }

    public Answer put(String path, Object body) {
        return send(request(path, PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(json(body)));
    }

    /** A stream of server-sent events that begins after the given event; the caller closes it. */
    public InputStream events(String path, Optional<String> lastEventId) throws IOException {
        HttpRequest.Builder request =
                request(path, PATIENCE).setHeader("Accept", "text/event-stream").GET();
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        try {
            HttpResponse<InputStream> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                try (InputStream body = response.body()) {
                    String text = new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                    new Answer(response.statusCode(), Json.tree(text)).orFail("following the task");
                }
            }
            return response.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), Json.tree(response.body()));
        } catch (IOException unreachable) {
            throw new CommandFailed(
                    "the gateway at " + gateway + " does not answer. See: koda status, or start the stack: koda up",
                    unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", interrupted);
        }
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(patience)
                .header("Accept", "application/json, application/problem+json");
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(Json.compact(body));
    }

    @Override
    public String toString() {
        return "ControlPlane[" + gateway + "]";
    }
}
