package dev.koda.provider.prompt;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call of a tool with complete arguments; an incomplete one has no representation.
 *
 * @param signature what the vendor wants back unread with this call in the next turn, such as Gemini's thought
 *     signature; null when it gave none
 */
public record ToolCall(
        @NotNull String id,
        @NotNull String name,
        @NotNull ObjectNode arguments,
        @Size(max = ToolCall.LONGEST_SIGNATURE) String signature) {

    /** Characters of a signature; Gemini's grow with the thoughts they stand for, to some KB. */
    static final int LONGEST_SIGNATURE = 256 * 1024;

    /** A call without a signature. */
    public ToolCall(String id, String name, ObjectNode arguments) {
        this(id, name, arguments, null);
    }
}
