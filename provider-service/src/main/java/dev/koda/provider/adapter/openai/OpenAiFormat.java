package dev.koda.provider.adapter.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.platform.boot.seam.Ids;
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

/** OpenAI Chat Completions, as OpenAI and the whole compatible family speak it. */
@Singleton
class OpenAiFormat implements WireFormat {

    /** Vendor error codes and types that say more than the status; from the vendors' API references. */
    private static final Map<String, Failure> CODES = Map.ofEntries(
            Map.entry("invalid_api_key", Failure.AUTH),
            Map.entry("authentication_error", Failure.AUTH),
            Map.entry("account_deactivated", Failure.AUTH),
            Map.entry("insufficient_quota", Failure.QUOTA),
            Map.entry("billing_hard_limit_reached", Failure.QUOTA),
            Map.entry("billing_not_active", Failure.QUOTA),
            Map.entry("insufficient_balance", Failure.QUOTA),
            Map.entry("exceeded_current_quota_error", Failure.QUOTA),
            Map.entry("rate_limit_exceeded", Failure.RATE_LIMIT),
            Map.entry("rate_limit_error", Failure.RATE_LIMIT),
            Map.entry("rate_limit_reached_error", Failure.RATE_LIMIT),
            Map.entry("server_error", Failure.OVERLOADED),
            Map.entry("service_unavailable", Failure.OVERLOADED),
            Map.entry("overloaded_error", Failure.OVERLOADED),
            Map.entry("engine_overloaded", Failure.OVERLOADED),
            Map.entry("engine_overloaded_error", Failure.OVERLOADED),
            Map.entry("model_not_found", Failure.BAD_MODEL),
            Map.entry("invalid_model", Failure.BAD_MODEL),
            Map.entry("model_decommissioned", Failure.BAD_MODEL),
            Map.entry("context_length_exceeded", Failure.CONTEXT_TOO_LONG),
            Map.entry("exceed_context_size_error", Failure.CONTEXT_TOO_LONG),
            Map.entry("string_above_max_length", Failure.CONTEXT_TOO_LONG),
            Map.entry("content_filter", Failure.CONTENT_FILTERED),
            Map.entry("content_policy_violation", Failure.CONTENT_FILTERED),
            Map.entry("data_inspection_failed", Failure.CONTENT_FILTERED));

    /**
     * OpenAI's answer to a good key without the scope: 401, this type and no code at all, where a bad key has a code.
     * Other vendors' types of a 401 differ.
     */
    private static final int UNAUTHORIZED = 401;

    private final Ids ids;

    OpenAiFormat(Ids ids) {
        this.ids = ids;
    }

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public Map<String, String> headers(String organization, String project) {
        Map<String, String> headers = new HashMap<>();
        headers.put("OpenAI-Organization", organization);
        headers.put("OpenAI-Project", project);
        return headers;
    }

    @Override
    public Outgoing completion(Ask ask) {
        return new Outgoing("/chat/completions", VendorJson.write(OpenAiRequest.of(ask)));
    }

    @Override
    public AnswerReader reader(Ask ask, AnswerSink sink) {
        var answer = new OpenAiAnswer(ask, sink, ids, this::failure);
        return ask.streamed() ? answer : new WholeBody(answer::whole);
    }

    @Override
    public List<String> models(JsonNode listing) {
        JsonNode rows = listing.isArray() ? listing : listing.path("data");
        if (!rows.isArray()) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's model listing has no data array.");
        }
        List<String> models = new ArrayList<>(rows.size());
        rows.forEach(row -> models.add(row.path("id").asText()));
        return models;
    }

    @Override
    public VendorFailure failure(ErrorAnswer answer) {
        String code = answer.at("error", "code").asText("");
        String type = answer.at("error", "type").asText("");
        Failure said = CODES.getOrDefault(code, CODES.get(type));
        if (said == null && answer.status() == 0) {
            // OpenRouter puts the HTTP status of its upstream into the code of an error inside a stream
            return answer.as(new ErrorAnswer(answer.at("error", "code").asInt(0), "", null, null).byStatus(), code);
        }
        boolean unnamed = code.isEmpty() || "null".equals(code);
        if (unnamed && answer.status() == UNAUTHORIZED && "invalid_request_error".equals(type)) {
            return answer.as(Failure.AUTH, "missing_scope");
        }
        return answer.as(said == null ? answer.byStatus() : said, unnamed ? type : code);
    }
}
