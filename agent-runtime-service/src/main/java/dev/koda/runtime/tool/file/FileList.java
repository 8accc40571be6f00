package dev.koda.runtime.tool.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code file.list}: the files a task may read, with their sizes. */
@Singleton
class FileList implements Tool {
    private static final int MOST = 500;

    private static final ToolSpec SPEC = new ToolSpec(
            "file.list",
            "Lists files, below path if given, whose name or path matches glob if given (500 at most).",
            Schemas.of("""
                    {"type":"object","additionalProperties":false,"properties":{
                      "path":{"type":"string"},
                      "glob":{"type":"string","minLength":1}}}"""));

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
        ArrayNode files = JsonNodeFactory.instance.arrayNode();
        for (Path start : FileTree.starts(workspace, call.text("path", ""))) {
            FileTree.files(start, start, call.text("glob", "**"), MOST - files.size())
                    .forEach(file -> files.add(entry(workspace, file)));
        }
        return ToolResult.ok(JsonNodeFactory.instance.objectNode().set("files", files));
    }

    private static ObjectNode entry(Workspace workspace, Path file) {
        try {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("path", workspace.shown(file))
                    .put("bytes", Files.size(file));
        } catch (IOException gone) {
            throw ToolFailure.error("file_not_readable", workspace.shown(file) + " cannot be read", "list again");
        }
    }
}
