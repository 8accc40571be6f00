package dev.koda.runtime.completion;

import com.fasterxml.jackson.databind.JsonNode;

/** A model's wish to have a tool called. */
public record ToolRequest(String id, String name, JsonNode arguments) {}
