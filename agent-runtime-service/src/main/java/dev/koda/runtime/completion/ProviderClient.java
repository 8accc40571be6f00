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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

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
    /** From the last event of a stream to its end. */
    private static final Duration STREAM_END = Duration.ofSeconds(2);

    private final Upstreams upstreams;
    private final ObjectMapper json;
    private final PeerAddresses peers;
    private final RuntimeConfig config;

    ProviderClient(Upstreams upstreams, ObjectMapper json, PeerAddresses peers, RuntimeConfig config) {
        this.upstreams = upstreams;
        this.json = json;
        this.peers = peers;
        this.config = config;
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
        HttpRequest request =
                upstreams.request(target).timeout(CHAIN_PATIENCE).GET().build();
        try {
            HttpResponse<String> response = upstreams.client().send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = json.readTree(response.body().isBlank() ? "{}" : response.body());
            if (response.statusCode() != 200) {
                throw refused(response.statusCode(), body);
            }
            return chain(body);
        } catch (IOException away) {
            throw ModelFailure.unreachable("provider-service cannot be reached");
        }
    }

    /** Streams one turn; the text is handed over as it arrives, on the calling thread. */
    public Completion complete(Candidate candidate, CompletionRequest turn, Consumer<String> onText)
            throws InterruptedException {
        HttpRequest request = upstreams
                .request(URI.create(peers.providerUrl() + "/internal/completions"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CompletionBody.of(candidate, turn)))
                .build();
        var lines = new SseLines();
        CompletableFuture<HttpResponse<String>> exchange =
                upstreams.client().sendAsync(request, info -> subscriber(info, lines));
        CompletableFuture<Void> refusal = exchange.handle((response, failure) -> {
            end(lines, response, failure);
            return null;
        });
        boolean answered = false;
        try {
            Completion answer = new CompletionStream(json, onText)
                    .read(lines, config.upstream().modelSilence());
            answered = true;
            return answer;
        } catch (ModelFailure brokenOff) {
            throw refusal.isDone() ? refusalOr(exchange, brokenOff) : brokenOff;
        } finally {
            if (answered) {
                hearOut(lines, exchange);
            } else {
                lines.cancel();
                exchange.cancel(true);
            }
        }
    }

    /** Cutting a stream off right after its last event would cost the next turn a new connection. */
    private static void hearOut(SseLines lines, CompletableFuture<HttpResponse<String>> exchange) {
        lines.hearOut();
        var unused = exchange.orTimeout(STREAM_END.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, late) -> {
                    if (late != null) {
                        lines.cancel();
                    }
                });
    }

    private static HttpResponse.BodySubscriber<String> subscriber(HttpResponse.ResponseInfo info, SseLines lines) {
        if (info.statusCode() == 200) {
            return HttpResponse.BodySubscribers.fromSubscriber(lines, subscriber -> "");
        }
        return HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    /** A stream ends through its own subscriber; a refusal or a lost connection has to be told to the reader. */
    private static void end(SseLines lines, HttpResponse<String> response, Throwable failure) {
        if (failure != null) {
            lines.onError(failure);
        } else if (response.statusCode() != 200) {
            lines.onComplete();
        }
    }

    private ModelFailure refusalOr(CompletableFuture<HttpResponse<String>> exchange, ModelFailure brokenOff) {
        if (exchange.isCompletedExceptionally() || exchange.join().statusCode() == 200) {
            return brokenOff;
        }
        try {
            return ModelFailure.refused(json.readTree(exchange.join().body()));
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
        if (status >= 500 || !body.has("code")) {
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
