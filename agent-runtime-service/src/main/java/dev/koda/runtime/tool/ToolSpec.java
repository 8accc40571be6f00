package dev.koda.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a model is told about a tool.
 *
 * @param parameters JSON Schema of the arguments, always of an object
 */
public record ToolSpec(String name, String description, JsonNode parameters) {}
