package dev.koda.runtime.artifact;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.platform.boot.PeerAddresses;
import dev.koda.runtime.upstream.Upstreams;

/** Saves and reads artifacts in storage-service. Called on virtual threads. */
@ApplicationScoped
public class ArtifactStore {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /**
     * Before each further try to save: a restart of storage-service or of what it keeps things in takes some seconds, and
     * the model's turn is dearer.
     */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(8));

    private final Upstreams upstreams;
    private final ObjectMapper json;
    private final PeerAddresses peers;

    ArtifactStore(Upstreams upstreams, ObjectMapper json, PeerAddresses peers) {
        this.upstreams = upstreams;
        this.json = json;
        this.peers = peers;
    }

    /**
     * Saves the content and gives its manifest. The key makes a repeat after a crash recognisable to storage-service; it
     * names the task too, since for storage-service all tasks are one caller and models count their calls anew in each.
     *
     * @throws ArtifactRefused when storage-service says no, in its own words
     * @throws IOException when it cannot be reached
     */
    public JsonNode save(NewArtifact artifact, String idempotencyKey) throws IOException, InterruptedException {
        URI target = URI.create("%s/api/control-plane/artifacts?agent_id=%s&task_id=%s&name=%s"
                .formatted(peers.storageUrl(), artifact.agentId(), artifact.taskId(), encoded(artifact.name())));
        HttpRequest request = upstreams
                .request(target)
                .timeout(PATIENCE)
                .header("Content-Type", artifact.mediaType())
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofByteArray(artifact.content()))
                .build();
        return answer(sendAgain(request));
    }

    /**
     * A connection that broke says nothing about the artifact, nor does a server that is not itself, as while its database
     * restarts; the key keeps a second try from making a second one.
     */
    private HttpResponse<String> sendAgain(HttpRequest request) throws IOException, InterruptedException {
        for (Duration pause : PAUSES) {
            try {
                HttpResponse<String> answer = upstreams.client().send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return answer;
                }
            } catch (IOException broken) {
                // as it says above
            }
            Thread.sleep(pause);
        }
        return upstreams.client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The manifest of an artifact. */
    public JsonNode manifest(UUID id) throws IOException, InterruptedException {
        return answer(get("/api/control-plane/artifacts/" + id, HttpResponse.BodyHandlers.ofString()));
    }

    /** Deletes an artifact that nobody is to see; one that is gone already is as good. */
    public void delete(UUID id) throws IOException, InterruptedException {
        URI target = URI.create(peers.storageUrl() + "/api/control-plane/artifacts/" + id);
        HttpRequest request =
                upstreams.request(target).timeout(PATIENCE).DELETE().build();
        HttpResponse<String> response = upstreams.client().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
            throw refusal(response);
        }
    }

    /** The content of an artifact as text. */
    public String text(UUID id) throws IOException, InterruptedException {
        HttpResponse<String> response =
                get("/api/control-plane/artifacts/" + id + "/content", HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw refusal(response);
        }
        return response.body();
    }

    private HttpResponse<String> get(String path, HttpResponse.BodyHandler<String> handler)
            throws IOException, InterruptedException {
        URI target = URI.create(peers.storageUrl() + path);
        return upstreams
                .client()
                .send(upstreams.request(target).timeout(PATIENCE).GET().build(), handler);
    }

    private JsonNode answer(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw refusal(response);
        }
        return json.readTree(response.body());
    }

    private ArtifactRefused refusal(HttpResponse<String> response) throws IOException {
        JsonNode problem = json.readTree(response.body().isBlank() ? "{}" : response.body());
        return new ArtifactRefused(
                problem.path("code").asText("artifact_refused"),
                problem.path("detail").asText("storage-service answered " + response.statusCode()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
