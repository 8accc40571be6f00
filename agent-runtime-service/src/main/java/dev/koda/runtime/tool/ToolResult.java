package dev.koda.runtime.tool;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a call gave.
 *
 * @param status as the trace shows it: {@code ok error blocked interrupted rehearsed}
 * @param content what the model reads
 * @param origin where the content came from, {@code tool:<name>} or a remote source
 * @param trusted false for text from outside, which the model is told to treat as data
 * @param artifacts artifacts the call made
 */
public record ToolResult(String status, JsonNode content, String origin, boolean trusted, List<JsonNode> artifacts) {

    public static ToolResult ok(JsonNode content) {
        return new ToolResult("ok", content, "workspace", true, List.of());
    }

    /** Content of a remote source. */
    public static ToolResult fetched(JsonNode content, String origin) {
        return new ToolResult("ok", content, origin, false, List.of());
    }

    public static ToolResult failed(String status, JsonNode problem) {
        return new ToolResult(status, problem, "runtime", true, List.of());
    }

    public ToolResult withArtifact(JsonNode manifest) {
        return new ToolResult(status, content, origin, trusted, List.of(manifest));
    }

    public ToolResult withContent(JsonNode other) {
        return new ToolResult(status, other, origin, trusted, artifacts);
    }

    public boolean isError() {
        return !"ok".equals(status) && !"rehearsed".equals(status);
    }
}
