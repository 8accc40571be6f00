package dev.koda.provider.prompt;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One message of a conversation, in no vendor's shape. {@code toolCallId} and {@code error} belong to tool results. */
public record Message(
        @NotNull Role role,
        @Valid List<Part> content,
        @Valid List<ToolCall> toolCalls,
        String toolCallId,
        @JsonProperty("is_error") Boolean error) {

    public Message {
        content = content == null ? List.of() : List.copyOf(content);
        toolCalls = toolCalls == null ? List.of() : List.copyOf(toolCalls);
    }

    /** A message of plain text. */
    public static Message text(Role role, String text) {
        return new Message(role, List.of(new Part.Text(text)), List.of(), null, null);
    }

    /** The text of this message; images left out. */
    public String plainText() {
        if (content.size() == 1 && content.getFirst() instanceof Part.Text only) {
            return only.text();
        }
        var joined = new StringBuilder();
        for (Part part : content) {
            if (part instanceof Part.Text text) {
                joined.append(text.text());
            }
        }
        return joined.toString();
    }

    /** Whether an image is part of it. */
    public boolean hasImage() {
        return content.stream().anyMatch(Part.Image.class::isInstance);
    }

    /** Whether this is the result of a tool that failed. */
    public boolean failedResult() {
        return Boolean.TRUE.equals(error);
    }
}
