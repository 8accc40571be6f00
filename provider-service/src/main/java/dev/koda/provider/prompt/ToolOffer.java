package dev.koda.provider.prompt;

import jakarta.validation.constraints.NotNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A tool the model may call; {@code parameters} is a JSON Schema. */
public record ToolOffer(@NotNull String name, String description, ObjectNode parameters) {}
