package dev.koda.provider.adapter.anthropic;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

import dev.koda.provider.adapter.AnswerReader;
import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.Assembly;
import dev.koda.provider.adapter.ErrorAnswer;
import dev.koda.provider.adapter.ServerSentEvents;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Usage;

/** Reads a Messages answer, streamed as typed events or whole. */
final class AnthropicAnswer implements AnswerReader {

    private final Assembly assembly;
    private final Function<ErrorAnswer, VendorFailure> errors;
    private final ServerSentEvents events = new ServerSentEvents(this::event);
    private final Map<Integer, Integer> callOfBlock = new HashMap<>();

    AnthropicAnswer(Ask ask, AnswerSink sink, Function<ErrorAnswer, VendorFailure> errors) {
        this.assembly = new Assembly(sink, ask.names());
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

    void whole(JsonNode message) {
        assembly.requestId(message.path("id").asText(""));
        for (JsonNode block : message.path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> assembly.text(block.path("text").asText());
                case "thinking" -> assembly.reasoning(block.path("thinking").asText());
                case "tool_use" ->
                    assembly.wholeCall(
                            block.path("id").asText(), block.path("name").asText(), block.path("input"));
                default -> {
                    // a kind of block newer than this reader
                }
            }
        }
        assembly.usage(usageOf(message.path("usage"), Usage.NONE));
        reason(message.path("stop_reason"));
        assembly.end();
    }

    private void event(byte[] bytes, int from, int to) {
        JsonNode event = VendorJson.parse(bytes, from, to);
        switch (event.path("type").asText()) {
            case "message_start" -> start(event.path("message"));
            case "content_block_start" -> blockStart(event.path("index").asInt(), event.path("content_block"));
            case "content_block_delta" -> blockDelta(event.path("index").asInt(), event.path("delta"));
            case "message_delta" -> {
                assembly.usage(usageOf(event.path("usage"), assembly.usage()));
                reason(event.path("delta").path("stop_reason"));
            }
            case "message_stop" -> assembly.end();
            case "error" -> assembly.fail(errors.apply(ErrorAnswer.inStream(event)));
            default -> {
                // ping, content_block_stop, and events newer than this reader
            }
        }
    }

    private void start(JsonNode message) {
        assembly.requestId(message.path("id").asText(""));
        assembly.usage(usageOf(message.path("usage"), Usage.NONE));
    }

    private void blockStart(int block, JsonNode content) {
        if ("tool_use".equals(content.path("type").asText())) {
            int call = callOfBlock.size();
            callOfBlock.put(block, call);
            assembly.callPart(
                    call, content.path("id").asText(), content.path("name").asText(), "");
        } else if ("text".equals(content.path("type").asText())) {
            assembly.text(content.path("text").asText(""));
        }
    }

    private void blockDelta(int block, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> assembly.text(delta.path("text").asText());
            case "thinking_delta" -> assembly.reasoning(delta.path("thinking").asText());
            case "input_json_delta" -> {
                Integer call = callOfBlock.get(block);
                if (call != null) {
                    assembly.callPart(call, "", "", delta.path("partial_json").asText(""));
                }
            }
            default -> {
                // signatures and citations are not part of the neutral answer
            }
        }
    }

    private void reason(JsonNode stop) {
        if (!stop.isTextual()) {
            return;
        }
        assembly.reason(
                switch (stop.asText()) {
                    case "tool_use" -> FinishReason.TOOL_CALLS;
                    case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
                    case "refusal" -> FinishReason.CONTENT_FILTERED;
                    default -> FinishReason.STOP;
                });
    }

    /** Input counts here leave the cache out and come once; the neutral count includes it. */
    private static Usage usageOf(JsonNode usage, Usage before) {
        long cached = usage.path("cache_read_input_tokens").asLong(before.cached());
        long input = usage.has("input_tokens")
                ? usage.path("input_tokens").asLong()
                        + cached
                        + usage.path("cache_creation_input_tokens").asLong(0)
                : before.input();
        return new Usage(input, cached, usage.path("output_tokens").asLong(before.output()), before.reasoning());
    }
}
