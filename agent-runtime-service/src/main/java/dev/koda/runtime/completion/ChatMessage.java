package dev.koda.runtime.completion;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One message of the neutral history.
 *
 * @param toolCallId for {@code tool} messages the call they answer, else null
 */
public record ChatMessage(String role, String text, List<ToolRequest> toolCalls, String toolCallId, boolean error) {

    public static ChatMessage system(String text) {
        return new ChatMessage("system", text, List.of(), null, false);
    }

    public static ChatMessage user(String text) {
        return new ChatMessage("user", text, List.of(), null, false);
    }

    public static ChatMessage assistant(String text, List<ToolRequest> calls) {
        return new ChatMessage("assistant", text, List.copyOf(calls), null, false);
    }

    public static ChatMessage tool(String callId, String text, boolean error) {
        return new ChatMessage("tool", text, List.of(), callId, error);
    }

    /** The message as provider-service takes it. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("role", role);
        ArrayNode content = node.putArray("content");
        if (!text.isEmpty()) {
            content.addObject().put("type", "text").put("text", text);
        }
        if (!toolCalls.isEmpty()) {
            ArrayNode calls = node.putArray("tool_calls");
            toolCalls.forEach(call -> calls.add(call.json()));
        }
        if (toolCallId != null) {
            node.put("tool_call_id", toolCallId);
            node.put("is_error", error);
        }
        return node;
    }
}
