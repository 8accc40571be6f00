package dev.koda.provider.adapter.gemini;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

/** Google Gemini, {@code generateContent} of v1beta. */
@Singleton
class GeminiFormat implements WireFormat {

    /** google.rpc codes of the Gemini API's error reference. */
    private static final Map<String, Failure> STATUSES = Map.ofEntries(
            Map.entry("UNAUTHENTICATED", Failure.AUTH),
            Map.entry("PERMISSION_DENIED", Failure.AUTH),
            Map.entry("FAILED_PRECONDITION", Failure.QUOTA),
            Map.entry("RESOURCE_EXHAUSTED", Failure.RATE_LIMIT),
            Map.entry("UNAVAILABLE", Failure.OVERLOADED),
            Map.entry("INTERNAL", Failure.OVERLOADED),
            Map.entry("DEADLINE_EXCEEDED", Failure.TIMEOUT),
            Map.entry("NOT_FOUND", Failure.BAD_MODEL),
            Map.entry("INVALID_ARGUMENT", Failure.BAD_REQUEST));

    /** Reasons of google.rpc.ErrorInfo that tell a wrong key from a project that is missing or lacks the service. */
    private static final Set<String> REASONS_OF_ACCESS =
            Set.of("API_KEY_INVALID", "CONSUMER_INVALID", "SERVICE_DISABLED");

    private final Ids ids;

    GeminiFormat(Ids ids) {
        this.ids = ids;
    }

    @Override
    public String kind() {
        return "google";
    }

    @Override
    public Map<String, String> headers(String organization, String project) {
        return project == null ? Map.of() : Map.of("x-goog-user-project", project);
    }

    @Override
    public Outgoing completion(Ask ask) {
        String method = ask.streamed() ? ":streamGenerateContent?alt=sse" : ":generateContent";
        return new Outgoing("/v1beta/models/" + ask.model().id() + method, VendorJson.write(GeminiRequest.of(ask)));
    }

    @Override
    public AnswerReader reader(Ask ask, AnswerSink sink) {
        var answer = new GeminiAnswer(ask, sink, ids, this::failure);
        return ask.streamed() ? answer : new WholeBody(answer::whole);
    }

    @Override
    public List<String> models(JsonNode listing) {
        if (!listing.path("models").isArray()) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's model listing has no models array.");
        }
        List<String> models = new ArrayList<>();
        for (JsonNode row : listing.path("models")) {
            JsonNode methods = row.path("supportedGenerationMethods");
            if (methods.isMissingNode() || methods.toString().contains("\"generateContent\"")) {
                models.add(row.path("name").asText().replaceFirst("^models/", ""));
            }
        }
        return models;
    }

    @Override
    public VendorFailure failure(ErrorAnswer answer) {
        JsonNode details = answer.at("error", "details");
        for (JsonNode detail : details) {
            String reason = detail.path("reason").asText("");
            if (REASONS_OF_ACCESS.contains(reason)) {
                return answer.as(Failure.AUTH, reason);
            }
            if ("BILLING_DISABLED".equals(reason) || dailyQuota(detail)) {
                return answer.as(Failure.QUOTA, reason);
            }
        }
        String status = answer.at("error", "status").asText("");
        Failure said = STATUSES.get(status);
        return answer.as(said == null ? answer.byStatus() : said, status);
    }

    /** A limit that is back within a minute is a rate; one per day is a quota. The vendor names which in the id. */
    private static boolean dailyQuota(JsonNode detail) {
        for (JsonNode violation : detail.path("violations")) {
            if (violation.path("quotaId").asText("").contains("PerDay")) {
                return true;
            }
        }
        return false;
    }
}
