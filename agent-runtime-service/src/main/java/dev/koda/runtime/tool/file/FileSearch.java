package dev.koda.runtime.tool.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code file.search}: lines that contain a text, whatever its case. */
@Singleton
class FileSearch implements Tool {
    private static final int MOST_FILES = 2000;
    private static final int MOST_MATCHES = 100;
    private static final int LONGEST_LINE = 400;

    private static final ToolSpec SPEC = new ToolSpec(
            "file.search",
            "Finds lines that contain query, ignoring case, in the files below path that match glob (100 lines at most).",
            Schemas.of("""
                    {"type":"object","required":["query"],"additionalProperties":false,"properties":{
                      "query":{"type":"string","minLength":1},
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
    public ToolResult run(ToolCall call) throws InterruptedException {
        var workspace = new Workspace(call);
        String query = call.text("query", "").toLowerCase(Locale.ROOT);
        ArrayNode matches = JsonNodeFactory.instance.arrayNode();
        for (Path start : FileTree.starts(workspace, call.text("path", ""))) {
            for (Path file : FileTree.files(start, start, call.text("glob", "**"), MOST_FILES)) {
                stopIfInterrupted();
                search(workspace, file, query, matches);
            }
        }
        return ToolResult.ok(JsonNodeFactory.instance.objectNode().set("matches", matches));
    }

    private static void search(Workspace workspace, Path file, String query, ArrayNode matches) {
        List<String> lines = linesOf(workspace, file);
        for (int i = 0; i < lines.size() && matches.size() < MOST_MATCHES; i++) {
            String line = lines.get(i);
            if (line.toLowerCase(Locale.ROOT).contains(query)) {
                matches.addObject()
                        .put("path", workspace.shown(file))
                        .put("line", i + 1)
                        .put("text", line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
            }
        }
    }

    private static List<String> linesOf(Workspace workspace, Path file) {
        try {
            return TextFiles.read(file, workspace.shown(file)).lines().toList();
        } catch (ToolFailure unreadable) {
            // binary or oversized files simply have no matching lines
            return List.of();
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("search stopped");
        }
    }
}
