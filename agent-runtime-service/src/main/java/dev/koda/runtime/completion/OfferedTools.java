package dev.koda.runtime.completion;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.tool.ToolSpec;

/** What a model is told it can call: the same in every turn of a run, so it is put into bytes once. */
public final class OfferedTools {
    private final byte[] wire;
    private final boolean empty;

    public OfferedTools(List<ToolSpec> tools) {
        ArrayNode offered = JsonNodeFactory.instance.arrayNode();
        tools.forEach(tool -> offered.addObject()
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", tool.parameters()));
        this.wire = offered.toString().getBytes(StandardCharsets.UTF_8);
        this.empty = tools.isEmpty();
    }

    public boolean isEmpty() {
        return empty;
    }

    /** A JSON array; not to be changed by the caller. */
    byte[] wire() {
        return wire;
    }
}
