package dev.koda.provider.adapter.openai;

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

/** Reads a Chat Completions answer, streamed or whole. */
final class OpenAiAnswer implements AnswerReader {

    private final Assembly assembly;
    private final Ids ids;
    private final Function<ErrorAnswer, VendorFailure> errors;
    private final ServerSentEvents events = new ServerSentEvents(this::event);

    OpenAiAnswer(Ask ask, AnswerSink sink, Ids ids, Function<ErrorAnswer, VendorFailure> errors) {
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
        chunk(answer, "message");
        assembly.end();
    }

    private void event(byte[] bytes, int from, int to) {
        if (to - from == 6 && bytes[from] == '[') { // [DONE]
            assembly.complete();
        } else {
            chunk(VendorJson.parse(bytes, from, to), "delta");
        }
    }

    private void chunk(JsonNode node, String payload) {
        if (node.path("error").isObject()) {
            assembly.fail(errors.apply(ErrorAnswer.inStream(node)));
            return;
        }
        assembly.requestId(node.path("id").asText(""));
        JsonNode choice = node.path("choices").path(0);
        JsonNode delta = choice.path(payload);
        assembly.reasoning(firstText(delta.path("reasoning_content"), delta.path("reasoning")));
        assembly.text(contentOf(delta.path("content")));
        delta.path("tool_calls").forEach(this::call);
        usage(node);
        reason(choice.path("finish_reason"));
    }

    private void call(JsonNode call) {
        JsonNode function = call.path("function");
        String id = call.path("id").asText("");
        int index = call.path("index").isInt() ? call.path("index").asInt() : assembly.indexOf(id);
        JsonNode arguments = function.path("arguments");
        String name = textOf(function.path("name"));
        String callId = id.isEmpty() && !name.isEmpty() ? "call_" + ids.next() : id;
        assembly.callPart(index, callId, name, arguments.isObject() ? arguments.toString() : textOf(arguments));
    }

    private void reason(JsonNode finish) {
        if (!finish.isTextual()) {
            return;
        }
        switch (finish.asText()) {
            case "tool_calls", "function_call" -> assembly.reason(FinishReason.TOOL_CALLS);
            case "length", "model_length" -> assembly.reason(FinishReason.LENGTH);
            case "content_filter" -> assembly.reason(FinishReason.CONTENT_FILTERED);
            case "error", "insufficient_system_resource" ->
                assembly.fail(
                        VendorFailure.of(Failure.OVERLOADED, "The vendor broke the answer off for lack of resources."));
            default -> assembly.reason(FinishReason.STOP);
        }
    }

    private void usage(JsonNode node) {
        JsonNode usage = node.path("usage").isObject()
                ? node.path("usage")
                : node.path("x_groq").path("usage");
        if (usage.isObject()) {
            long cached =
                    usage.path("prompt_tokens_details").path("cached_tokens").asLong(0);
            assembly.usage(new Usage(
                    usage.path("prompt_tokens").asLong(0),
                    Math.max(cached, usage.path("prompt_cache_hit_tokens").asLong(0)),
                    usage.path("completion_tokens").asLong(0),
                    usage.path("completion_tokens_details")
                            .path("reasoning_tokens")
                            .asLong(0)));
        }
    }

    /** Content is text, or for some vendors (Mistral's reasoning models) a list of typed parts. */
    private static String contentOf(JsonNode content) {
        if (!content.isArray()) {
            return textOf(content);
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(textOf(part.path("text"))));
        return text.toString();
    }

    private static String firstText(JsonNode one, JsonNode other) {
        return one.isTextual() ? one.asText() : textOf(other);
    }

    private static String textOf(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }
}
