package dev.koda.provider.prompt;

import jakarta.validation.constraints.NotNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call of a tool with complete arguments; an incomplete one has no representation. */
public record ToolCall(
        @NotNull String id, @NotNull String name, @NotNull ObjectNode arguments) {}
