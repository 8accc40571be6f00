package dev.koda.provider.openaiapi;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.problem.Problem;
import dev.koda.provider.adapter.Ask;
import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.completion.EventStream;
import dev.koda.provider.completion.Handover;
import dev.koda.provider.completion.WholeAnswer;
import dev.koda.provider.defaultmodel.DefaultModel;
import dev.koda.provider.defaultmodel.DefaultModels;
import dev.koda.provider.failover.Failover;
import dev.koda.provider.usage.Origin;

/** Answers Chat Completions requests, streamed or whole, with failover. */
@Singleton
class ChatService {

    private static final String DEFAULT = "default";

    private final Failover failover;
    private final DefaultModels defaults;
    private final Catalogue catalogue;
    private final Writing writing;
    private final Ids ids;
    private final Clock clock;

    /** What is needed to write a stream. */
    @Singleton
    record Writing(ObjectMapper json, Vertx vertx) {}

    /** Where the answer goes. */
    record Exchange(HttpServerRequest request, HttpServerResponse response) {}

    ChatService(Failover failover, DefaultModels defaults, Catalogue catalogue, Writing writing, Ids ids, Clock clock) {
        this.failover = failover;
        this.defaults = defaults;
        this.catalogue = catalogue;
        this.writing = writing;
        this.ids = ids;
        this.clock = clock;
    }

    /** The whole answer; null when it was streamed to the response, which is then ended. */
    Uni<Map<String, Object>> chat(JsonNode body, Origin origin, Exchange http) {
        if (body == null) { // checked here, because a validating interceptor costs as much as reading the request
            throw OpenAiProblem.badRequest("body", "a chat completion request is missing.");
        }
        boolean streamed = body.path("stream").asBoolean(false);
        boolean withUsage = body.path("stream_options").path("include_usage").asBoolean(false);
        String model = body.path("model").asText(); // taken out: what goes on below must not hold the whole request
        return question(body, streamed ? Ask.Delivery.STREAMED : Ask.Delivery.WHOLE, origin)
                .chain(question -> {
                    ChatAnswer.Envelope envelope = envelope(model, question.id());
                    return streamed ? stream(question, envelope, withUsage, http) : whole(question, envelope);
                })
                .onFailure(Problem.class)
                .transform(problem -> OpenAiProblem.readable(problem, null));
    }

    private Uni<Map<String, Object>> whole(Failover.Question question, ChatAnswer.Envelope envelope) {
        var answer = new WholeAnswer();
        return failover.answer(question, answer, call -> {}).map(outcome -> ChatAnswer.of(envelope, answer, outcome));
    }

    private Uni<Map<String, Object>> stream(
            Failover.Question question, ChatAnswer.Envelope envelope, boolean withUsage, Exchange http) {
        var events = new EventStream(http.request(), http.response(), writing.json(), writing.vertx());
        var chunks = new ChatChunks(events, envelope, withUsage);
        return Handover.of(
                events,
                failover.answer(question, chunks, events::source),
                chunks::done,
                failure -> told(events, chunks, failure));
    }

    /** A stream that has begun says its end inside; one that has not is a problem with a status. */
    private static boolean told(EventStream events, ChatChunks chunks, Throwable failure) {
        if (events.begun()) {
            chunks.failed(
                    failure instanceof Problem problem
                            ? problem
                            : new Problem(500, "unexpected", "Unexpected", "The answer ended unexpectedly."));
        }
        return events.begun();
    }

    private Uni<Failover.Question> question(JsonNode body, Ask.Delivery delivery, Origin origin) {
        if (!body.path("model").isTextual()) {
            throw OpenAiProblem.badRequest("model", "model must be provider/model, or 'default'.");
        }
        if (body.path("n").asInt(1) != 1) {
            throw OpenAiProblem.badRequest("n", "n must be 1.");
        }
        if (!body.path("stream").isMissingNode()
                && !body.path("stream").isNull()
                && !body.path("stream").isBoolean()) {
            throw OpenAiProblem.badRequest("stream", "stream must be true or false.");
        }
        var prompt = ChatPrompt.of(body);
        UUID id = ids.next();
        return model(body.path("model").asText())
                .map(chosen ->
                        new Failover.Question(id, chosen.providerId(), chosen.model(), prompt, delivery, origin));
    }

    private Uni<DefaultModel> model(String name) {
        if (DEFAULT.equals(name)) {
            return defaults.required();
        }
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1) {
            throw OpenAiProblem.noModel(name, "a model is named provider/model; GET /v1/models lists them.");
        }
        String provider = name.substring(0, slash);
        if (catalogue.find(provider).isEmpty()) {
            throw OpenAiProblem.noModel(
                    name, "there is no provider '" + provider + "'; GET /v1/models lists what there is.");
        }
        return Uni.createFrom().item(new DefaultModel(provider, name.substring(slash + 1)));
    }

    private ChatAnswer.Envelope envelope(String model, UUID id) {
        return new ChatAnswer.Envelope("chatcmpl-" + id, clock.instant().getEpochSecond(), model);
    }
}
