package dev.koda.runtime.tool.file;

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
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code file.edit}: replaces one passage of a file of the workspace. */
@Singleton
class FileEdit implements Tool {
    private static final ToolSpec SPEC = new ToolSpec(
            "file.edit",
            "Replaces the passage old by new in a file of the workspace. old must occur exactly once.",
            Schemas.of("""
                    {"type":"object","required":["path","old","new"],"additionalProperties":false,"properties":{
                      "path":{"type":"string","minLength":1},
                      "old":{"type":"string","minLength":1},
                      "new":{"type":"string","maxLength":1048576}}}"""));

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
        String shown = workspace.shown(file);
        String before = TextFiles.read(workspace.existing(call.text("path", "")), shown);
        String old = call.text("old", "");
        String fresh = call.text("new", "");
        int at = before.indexOf(old);
        if (at < 0 && !fresh.isEmpty() && before.contains(fresh)) {
            // a repeat after a crash finds its own work done
            return done(shown, "already_applied");
        }
        refuseUnclear(shown, at, before.indexOf(old, at + 1));
        TextFiles.write(file, before.substring(0, at) + fresh + before.substring(at + old.length()), shown);
        return done(shown, "applied");
    }

    private static void refuseUnclear(String shown, int first, int second) {
        if (first < 0) {
            throw ToolFailure.error(
                    "passage_not_found", "the passage is not in " + shown, "read the file and copy it exactly");
        }
        if (second >= 0) {
            throw ToolFailure.error(
                    "passage_not_unique", "the passage occurs more than once in " + shown, "add lines around it");
        }
    }

    private static ToolResult done(String shown, String outcome) {
        return ToolResult.ok(
                JsonNodeFactory.instance.objectNode().put("path", shown).put("edit", outcome));
    }
}
