package dev.koda.runtime.completion;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;

import dev.koda.platform.boot.PeerAddresses;
import dev.koda.platform.problem.Problem;
import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.upstream.Upstreams;

/**
 * Asks models through provider-service, which holds the credentials and knows the vendors. Called on virtual threads.
 *
 * <p>One call asks one candidate; going on to the next after a {@link ModelFailure} is the caller's decision.
 */
@ApplicationScoped
public class ProviderClient {
    private static final Duration CHAIN_PATIENCE = Duration.ofSeconds(5);

    private final Upstreams upstreams;
    private final ObjectMapper json;
    private final PeerAddresses peers;
    private final RuntimeConfig config;
    private final Vertx vertx;

    ProviderClient(Upstreams upstreams, ObjectMapper json, PeerAddresses peers, RuntimeConfig config, Vertx vertx) {
        this.upstreams = upstreams;
        this.json = json;
        this.peers = peers;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * The candidates for a model named {@code provider/model}, or for the default when none is named; the purpose is
     * empty or {@code canary}.
     *
     * @throws Problem when provider-service refuses, in its words; {@code provider_default_missing} among them
     * @throws ModelFailure when provider-service is away
     */
    public Chain chain(Optional<String> model, boolean tools, String purpose) throws InterruptedException {
        URI target = URI.create(peers.providerUrl() + "/internal/chain?tools=" + tools
                + model.map(ProviderClient::named).orElse("")
                + (purpose.isEmpty() ? "" : "&purpose=" + encoded(purpose)));
        try {
            HttpRequest request =
                    upstreams.request(target).timeout(CHAIN_PATIENCE).GET().build();
            HttpResponse<String> response = upstreams.client().send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = json.readTree(response.body().isBlank() ? "{}" : response.body());
            if (response.statusCode() != 200) {
                throw refused(response.statusCode(), body);
            }
            return chain(body);
        } catch (IOException away) {
            throw unreachable(away);
        }
    }

    private static ModelFailure unreachable(IOException away) {
        String cause = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
        return ModelFailure.unreachable("provider-service cannot be reached: " + cause);
    }

    /** Streams one turn; the text is handed over as it arrives, on the calling thread. */
    public Completion complete(Candidate candidate, CompletionRequest turn, Consumer<String> onText)
            throws InterruptedException {
        CompletionExchange exchange = CompletionExchange.begin(
                vertx.getOrCreateContext(), upstreams.streams(), question(), CompletionBody.of(candidate, turn));
        boolean answered = false;
        try {
            Completion answer = new CompletionStream(json, onText)
                    .read(exchange.lines(), config.upstream().modelSilence());
            answered = true;
            return answer;
        } catch (ModelFailure brokenOff) {
            throw exchange.refusal().map(said -> refusalOr(said, brokenOff)).orElse(brokenOff);
        } finally {
            if (answered) {
                exchange.hearOut();
            } else {
                exchange.cancel();
            }
        }
    }

    private RequestOptions question() {
        try {
            return upstreams
                    .post(peers.providerUrl() + "/internal/completions")
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Accept", "text/event-stream, application/json");
        } catch (IOException noToken) {
            throw unreachable(noToken);
        }
    }

    private ModelFailure refusalOr(String said, ModelFailure brokenOff) {
        try {
            return ModelFailure.refused(json.readTree(said));
        } catch (IOException unreadable) {
            return brokenOff;
        }
    }

    private static Chain chain(JsonNode body) {
        List<Candidate> candidates = new ArrayList<>();
        body.path("candidates")
                .forEach(one -> candidates.add(new Candidate(
                        one.path("provider").asText(),
                        one.path("model").asText(),
                        one.path("context_tokens").asInt())));
        List<Chain.Excluded> excluded = new ArrayList<>();
        body.path("excluded")
                .forEach(one -> excluded.add(new Chain.Excluded(
                        one.path("provider").asText(), one.path("cause").asText())));
        return new Chain(List.copyOf(candidates), List.copyOf(excluded));
    }

    private static RuntimeException refused(int status, JsonNode body) {
        if (ModelFailure.ofService(status) || !body.has("code")) {
            return ModelFailure.unreachable("provider-service answered " + status);
        }
        return new Problem(
                status,
                body.path("code").asText(),
                body.path("title").asText("Refused by provider-service"),
                body.path("detail").asText());
    }

    private static String named(String model) {
        int slash = model.indexOf('/');
        return "&provider=" + encoded(slash < 0 ? model : model.substring(0, slash))
                + (slash < 0 ? "" : "&model=" + encoded(model.substring(slash + 1)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
