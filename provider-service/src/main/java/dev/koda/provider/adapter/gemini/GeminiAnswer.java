package dev.koda.provider.adapter.gemini;

import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.provider.adapter.AnswerReader;
import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.Assembly;
import dev.koda.provider.adapter.ErrorAnswer;
import dev.koda.provider.adapter.ServerSentEvents;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Usage;

/** Reads a generateContent answer: the stream's events are answers of the same shape, each with its part. */
final class GeminiAnswer implements AnswerReader {

    private final Assembly assembly;
    private final Ids ids;
    private final Function<ErrorAnswer, VendorFailure> errors;
    private final ServerSentEvents events =
            new ServerSentEvents((bytes, from, to) -> chunk(VendorJson.parse(bytes, from, to)));

    GeminiAnswer(Ask ask, AnswerSink sink, Ids ids, Function<ErrorAnswer, VendorFailure> errors) {
        this.assembly = new Assembly(sink, ask.names());
        this.ids = ids;
        this.errors = errors;
    }

    @Override
    public void feed(Buffer chunk) {
        events.feed(chunk);
    }

    @Override
    public void end() {
        assembly.end();
    }

    void whole(JsonNode answer) {
        chunk(answer);
        assembly.end();
    }

    private void chunk(JsonNode node) {
        if (node.path("error").isObject()) {
            assembly.fail(errors.apply(ErrorAnswer.inStream(node)));
            return;
        }
        if (node.path("promptFeedback").path("blockReason").isTextual()) {
            assembly.fail(VendorFailure.of(Failure.CONTENT_FILTERED, "The vendor's filter refused the prompt."));
            return;
        }
        assembly.requestId(node.path("responseId").asText(""));
        JsonNode candidate = node.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(this::part);
        usage(node.path("usageMetadata"));
        reason(candidate.path("finishReason").asText(""));
    }

    private void part(JsonNode part) {
        if (part.path("functionCall").isObject()) {
            JsonNode call = part.path("functionCall");
            String id = call.path("id").asText("");
            assembly.wholeCall(
                    id.isEmpty() ? "call_" + ids.next() : id, call.path("name").asText(), call.path("args"));
            if (part.path("thoughtSignature").isTextual()) {
                assembly.signed(part.path("thoughtSignature").asText());
            }
        } else if (part.path("thought").asBoolean(false)) {
            assembly.reasoning(part.path("text").asText(""));
        } else {
            assembly.text(part.path("text").asText(""));
        }
    }

    private void reason(String finish) {
        switch (finish) {
            case "" -> {
                // not the last event
            }
            case "STOP" -> assembly.reason(FinishReason.STOP);
            case "MAX_TOKENS" -> assembly.reason(FinishReason.LENGTH);
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "IMAGE_SAFETY" ->
                assembly.reason(FinishReason.CONTENT_FILTERED);
            default ->
                assembly.fail(VendorFailure.answered(
                        Failure.UNKNOWN, 0, finish, "finishReason " + finish, null)); // e.g. MALFORMED_FUNCTION_CALL
        }
    }

    private void usage(JsonNode usage) {
        if (usage.isObject()) {
            long thoughts = usage.path("thoughtsTokenCount").asLong(0);
            assembly.usage(new Usage(
                    usage.path("promptTokenCount").asLong(0),
                    usage.path("cachedContentTokenCount").asLong(0),
                    usage.path("candidatesTokenCount").asLong(0) + thoughts,
                    thoughts));
        }
    }
}
