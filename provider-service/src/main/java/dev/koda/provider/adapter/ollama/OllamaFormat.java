package dev.koda.provider.adapter.ollama;

import java.util.ArrayList;
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

/** Ollama's own chat API, whose stream is JSON lines and whose errors carry nothing but a status. */
@Singleton
class OllamaFormat implements WireFormat {

    private final Ids ids;

    OllamaFormat(Ids ids) {
        this.ids = ids;
    }

    @Override
    public String kind() {
        return "ollama";
    }

    @Override
    public Map<String, String> headers(String organization, String project) {
        return Map.of();
    }

    @Override
    public Outgoing completion(Ask ask) {
        return new Outgoing("/api/chat", VendorJson.write(OllamaRequest.of(ask)));
    }

    @Override
    public AnswerReader reader(Ask ask, AnswerSink sink) {
        var answer = new OllamaAnswer(ask, sink, ids, this::failure);
        return ask.streamed() ? answer : new WholeBody(answer::whole);
    }

    @Override
    public List<String> models(JsonNode listing) {
        if (!listing.path("models").isArray()) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's model listing has no models array.");
        }
        List<String> models = new ArrayList<>();
        for (JsonNode row : listing.path("models")) {
            models.add(row.path("model").asText(row.path("name").asText()));
        }
        return models;
    }

    @Override
    public VendorFailure failure(ErrorAnswer answer) {
        // an error in the middle of a stream is the runner that died or ran out of memory: another may do
        return answer.as(answer.status() == 0 ? Failure.OVERLOADED : answer.byStatus(), null);
    }
}
