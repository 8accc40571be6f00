package dev.koda.provider.openaiapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import dev.koda.provider.completion.WholeAnswer;
import dev.koda.provider.failover.Outcome;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;

/** A whole chat completion as OpenAI clients read it. */
final class ChatAnswer {

    /** A member that is there and null, as strict clients want it; a plain null is left out on our wire. */
    private static final JsonNode NOTHING = NullNode.getInstance();

    private ChatAnswer() {}

    /** What stands in every chunk: an id, seconds since 1970, and the model as it was asked for. */
    record Envelope(String id, long created, String model) {}

    static Map<String, Object> of(Envelope envelope, WholeAnswer answer, Outcome outcome) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", answer.text().isEmpty() && !answer.toolCalls().isEmpty() ? NOTHING : answer.text());
        message.put("refusal", NOTHING);
        if (!answer.toolCalls().isEmpty()) {
            message.put(
                    "tool_calls",
                    answer.toolCalls().stream().map(ChatAnswer::call).toList());
        }
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", NOTHING);
        choice.put("finish_reason", reasonOf(outcome.reason()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", envelope.id());
        body.put("object", "chat.completion");
        body.put("created", envelope.created());
        body.put("model", envelope.model());
        body.put("choices", new ArrayList<>(List.of(choice)));
        body.put("usage", usageOf(outcome.usage()));
        return body;
    }

    static String reasonOf(FinishReason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case TOOL_CALLS -> "tool_calls";
            case LENGTH -> "length";
            case CONTENT_FILTERED -> "content_filter";
        };
    }

    static Map<String, Object> usageOf(Usage usage) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("prompt_tokens", usage.input());
        body.put("completion_tokens", usage.output());
        body.put("total_tokens", usage.input() + usage.output());
        body.put("prompt_tokens_details", Map.of("cached_tokens", usage.cached()));
        body.put("completion_tokens_details", Map.of("reasoning_tokens", usage.reasoning()));
        return body;
    }

    private static Map<String, Object> call(ToolCall call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
        function.put("arguments", call.arguments().toString());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", call.id());
        body.put("type", "function");
        body.put("function", function);
        if (call.signature() != null) {
            body.put("extra_content", extraOf(call.signature()));
        }
        return body;
    }

    /** Where Google's own OpenAI-compatible API puts it, and where clients of Gemini look for it. */
    static Map<String, Object> extraOf(String signature) {
        return Map.of("google", Map.of("thought_signature", signature));
    }
}
