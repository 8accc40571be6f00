package dev.koda.runtime.completion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A model's wish to have a tool called.
 *
 * @param signature what the vendor wants to see again with this call in the history, unread by us; null for none
 */
public record ToolRequest(String id, String name, JsonNode arguments, String signature) {

    /** Reads the form of {@link #json}. */
    public static ToolRequest of(JsonNode call) {
        return new ToolRequest(
                call.path("id").asText(),
                call.path("name").asText(),
                call.path("arguments"),
                call.path("signature").isTextual() ? call.get("signature").asText() : null);
    }

    public ToolRequest withId(String other) {
        return new ToolRequest(other, name, arguments, signature);
    }

    /** As provider-service takes it and the journal keeps it. */
    public ObjectNode json() {
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
        call.set("arguments", arguments);
        return signature == null ? call : call.put("signature", signature);
    }
}
