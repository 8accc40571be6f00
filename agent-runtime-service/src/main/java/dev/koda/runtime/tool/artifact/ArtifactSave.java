package dev.koda.runtime.tool.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.artifact.ArtifactRefused;
import dev.koda.runtime.artifact.ArtifactStore;
import dev.koda.runtime.artifact.NewArtifact;
import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;
import dev.koda.runtime.tool.file.ReadableFile;

/** {@code artifact.save}: keeps text, or a file of the workspace, for the operator. */
@Singleton
class ArtifactSave implements Tool {
    private static final String LATER = "try again later, or answer without it";

    private static final ToolSpec SPEC = new ToolSpec(
            "artifact.save",
            "Saves a result for the operator under a name: either content, or the file at path.",
            Schemas.of("""
                    {"type":"object","required":["name"],"additionalProperties":false,"properties":{
                      "name":{"type":"string","minLength":1,"maxLength":200},
                      "content":{"type":"string"},
                      "path":{"type":"string","minLength":1},
                      "media_type":{"type":"string","minLength":3}},
                      "oneOf":[{"required":["content"]},{"required":["path"]}]}"""));

    private final ArtifactStore store;

    ArtifactSave(ArtifactStore store) {
        this.store = store;
    }

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
        return NONE;
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        var artifact = new NewArtifact(
                call.agentId(),
                call.taskId(),
                call.text("name", ""),
                call.text("media_type", guessed(call.text("name", ""))),
                content(call));
        try {
            JsonNode manifest = store.save(artifact, call.taskId() + "-" + call.callId());
            return ToolResult.ok(JsonNodeFactory.instance
                            .objectNode()
                            .put("id", manifest.path("id").asText())
                            .put("name", artifact.name())
                            .put("bytes", artifact.content().length))
                    .withArtifact(manifest);
        } catch (ArtifactRefused refused) {
            throw ToolFailure.error(refused.code(), refused.getMessage(), LATER);
        } catch (IOException away) {
            throw ToolFailure.error("storage_unreachable", "the artifact store cannot be reached", LATER);
        }
    }

    private static byte[] content(ToolCall call) {
        if (!call.arguments().has("path")) {
            return call.text("content", "").getBytes(StandardCharsets.UTF_8);
        }
        Path file = ReadableFile.of(call, call.text("path", ""));
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw ToolFailure.error("file_not_readable", call.text("path", "") + " cannot be read", LATER);
        }
    }

    private static String guessed(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "md" -> "text/markdown";
            case "json" -> "application/json";
            case "html" -> "text/html";
            case "csv" -> "text/csv";
            case "pdf" -> "application/pdf";
            case "png" -> "image/png";
            default -> "text/plain";
        };
    }
}
