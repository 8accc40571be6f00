package dev.koda.runtime.tool.file;

import java.nio.file.Path;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code file.read}: a text file, or some of its lines. */
@Singleton
class FileRead implements Tool {
    private static final int MOST_LINES = 2000;

    private static final ToolSpec SPEC = new ToolSpec(
            "file.read",
            "Reads a text file. offset is the first line (from 1), limit the number of lines (2000 at most).",
            Schemas.of("""
                    {"type":"object","required":["path"],"additionalProperties":false,"properties":{
                      "path":{"type":"string","minLength":1},
                      "offset":{"type":"integer","minimum":1},
                      "limit":{"type":"integer","minimum":1,"maximum":2000}}}"""));

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public EffectClass effect(JsonNode arguments) {
        return EffectClass.PURE;
    }

    @Override
    public ToolResult run(ToolCall call) {
        var workspace = new Workspace(call);
        Path file = workspace.existing(call.text("path", ""));
        String shown = workspace.shown(file);
        List<String> lines = TextFiles.read(file, shown).lines().toList();
        int from = Math.min(call.number("offset", 1) - 1, lines.size());
        int to = Math.min(from + call.number("limit", MOST_LINES), lines.size());
        return ToolResult.ok(JsonNodeFactory.instance
                .objectNode()
                .put("path", shown)
                .put("lines", lines.size())
                .put("from", from + 1)
                .put("to", to)
                .put("content", String.join("\n", lines.subList(from, to))));
    }
}
