package dev.koda.runtime.completion;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One message of the neutral history. Immutable; what it is on the wire is made once and kept, since a message is sent
 * again with every later turn.
 */
public final class ChatMessage {
    private final String role;
    private final String text;
    private final List<ToolRequest> toolCalls;
    private final String toolCallId;
    private final boolean error;
    private final int size;
    private byte[] wire;

    private ChatMessage(String role, String text, List<ToolRequest> toolCalls, String toolCallId, boolean error) {
        this.role = role;
        this.text = text;
        this.toolCalls = List.copyOf(toolCalls);
        this.toolCallId = toolCallId;
        this.error = error;
        this.size = text.length()
                + toolCalls.stream()
                        .mapToInt(call -> call.name().length()
                                + call.arguments().toString().length())
                        .sum();
    }

    public static ChatMessage system(String text) {
        return new ChatMessage("system", text, List.of(), null, false);
    }

    public static ChatMessage user(String text) {
        return new ChatMessage("user", text, List.of(), null, false);
    }

    public static ChatMessage assistant(String text, List<ToolRequest> calls) {
        return new ChatMessage("assistant", text, calls, null, false);
    }

    public static ChatMessage tool(String callId, String text, boolean error) {
        return new ChatMessage("tool", text, List.of(), callId, error);
    }

    public String role() {
        return role;
    }

    public String text() {
        return text;
    }

    /** For {@code tool} messages the call they answer, else null. */
    public String toolCallId() {
        return toolCallId;
    }

    public boolean error() {
        return error;
    }

    /** Characters of the text and of the calls, which is what a model's window is counted by. */
    public int size() {
        return size;
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

    /** As {@link #json}, in bytes; not to be changed by the caller. A second thread would only make the same again. */
    byte[] wire() {
        if (wire == null) {
            wire = json().toString().getBytes(StandardCharsets.UTF_8);
        }
        return wire;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChatMessage message && Arrays.equals(wire(), message.wire());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wire());
    }

    /** Leaves the text out, since it is the operator's business. */
    @Override
    public String toString() {
        return "ChatMessage[" + role + " " + size + "]";
    }
}
