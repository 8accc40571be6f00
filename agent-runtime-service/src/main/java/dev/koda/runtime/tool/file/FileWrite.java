package dev.koda.runtime.tool.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code file.write}: makes or replaces a file of the workspace. */
@Singleton
class FileWrite implements Tool {
    private static final ToolSpec SPEC = new ToolSpec(
            "file.write", "Writes a text file into the workspace, replacing what was there.", Schemas.of("""
                    {"type":"object","required":["path","content"],"additionalProperties":false,"properties":{
                      "path":{"type":"string","minLength":1},
                      "content":{"type":"string","maxLength":1048576}}}"""));

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public EffectClass effect(JsonNode arguments) {
        return EffectClass.IDEMPOTENT;
    }

    @Override
    public Optional<List<String>> changes(JsonNode arguments) {
        return Optional.of(List.of(arguments.path("path").asText()));
    }

    @Override
    public ToolResult run(ToolCall call) {
        var workspace = new Workspace(call);
        Path file = workspace.writable(call.text("path", ""));
        String content = call.text("content", "");
        TextFiles.write(file, content, workspace.shown(file));
        return ToolResult.ok(JsonNodeFactory.instance
                .objectNode()
                .put("path", workspace.shown(file))
                .put("bytes", content.getBytes(StandardCharsets.UTF_8).length));
    }
}
