package dev.koda.provider.adapter.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.provider.adapter.AnswerReader;
import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.ErrorAnswer;
import dev.koda.provider.adapter.Outgoing;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.adapter.WholeBody;
import dev.koda.provider.adapter.WireFormat;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;

/** Anthropic Messages. */
@Singleton
class AnthropicFormat implements WireFormat {

    /** The version of the Messages API this was written against; Anthropic keeps it stable. */
    private static final String VERSION = "2023-06-01";

    /** Error types of the Messages API reference. */
    private static final Map<String, Failure> TYPES = Map.ofEntries(
            Map.entry("authentication_error", Failure.AUTH),
            Map.entry("permission_error", Failure.AUTH),
            Map.entry("billing_error", Failure.QUOTA),
            Map.entry("rate_limit_error", Failure.RATE_LIMIT),
            Map.entry("overloaded_error", Failure.OVERLOADED),
            Map.entry("api_error", Failure.OVERLOADED),
            Map.entry("timeout_error", Failure.TIMEOUT),
            Map.entry("not_found_error", Failure.BAD_MODEL),
            Map.entry("request_too_large", Failure.CONTEXT_TOO_LONG),
            Map.entry("invalid_request_error", Failure.BAD_REQUEST));

    @Override
    public String kind() {
        return "anthropic";
    }

    @Override
    public Map<String, String> headers(String organization, String project) {
        return Map.of("anthropic-version", VERSION);
    }

    @Override
    public Outgoing completion(Ask ask) {
        return new Outgoing("/v1/messages", VendorJson.write(AnthropicRequest.of(ask)));
    }

    @Override
    public AnswerReader reader(Ask ask, AnswerSink sink) {
        var answer = new AnthropicAnswer(ask, sink, this::failure);
        return ask.streamed() ? answer : new WholeBody(answer::whole);
    }

    @Override
    public List<String> models(JsonNode listing) {
        if (!listing.path("data").isArray()) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's model listing has no data array.");
        }
        List<String> models = new ArrayList<>();
        listing.path("data").forEach(row -> models.add(row.path("id").asText()));
        return models;
    }

    @Override
    public VendorFailure failure(ErrorAnswer answer) {
        String type = answer.at("error", "type").asText("");
        Failure said = TYPES.get(type);
        return answer.as(said == null ? answer.byStatus() : said, type);
    }
}
