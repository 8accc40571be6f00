package dev.koda.runtime.loop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.artifact.ArtifactRefused;
import dev.koda.runtime.artifact.ArtifactStore;
import dev.koda.runtime.artifact.NewArtifact;
import dev.koda.runtime.secret.Masking;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.ToolResult;

/** Keeps results small enough for models and rows; what is over the bound goes to an artifact. */
@ApplicationScoped
class ToolOutput {
    /** Bytes that a character may take once it stands in JSON within JSON, on the careful side. */
    private static final int QUOTED = 4;

    private final ArtifactStore artifacts;
    private final RuntimeConfig config;

    ToolOutput(ArtifactStore artifacts, RuntimeConfig config) {
        this.artifacts = artifacts;
        this.config = config;
    }

    /** The result itself, or its beginning with the artifact that holds all of it. */
    ToolResult bounded(Task task, String callId, ToolResult result) throws InterruptedException {
        String whole = result.content().toString();
        int most = config.loop().toolOutputBytes();
        if (whole.getBytes(StandardCharsets.UTF_8).length <= most) {
            return result;
        }
        ObjectNode part = JsonNodeFactory.instance
                .objectNode()
                .put("truncated", true)
                .put("characters", whole.length())
                .put("beginning", whole.substring(0, Math.min(whole.length(), most / QUOTED)));
        try {
            JsonNode manifest = artifacts.save(
                    new NewArtifact(
                            task.agentId(),
                            task.id(),
                            "output-" + callId + ".json",
                            "application/json",
                            whole.getBytes(StandardCharsets.UTF_8)),
                    task.id() + "-" + callId + "-output");
            part.put("artifact_id", manifest.path("id").asText()).put("note", "artifact.read gives the rest");
            return result.withContent(part).withArtifact(manifest);
        } catch (IOException | ArtifactRefused away) {
            part.put("artifact_id", "").put("note", "the rest could not be saved");
            return result.withContent(part);
        }
    }

    /** The result with the agent's secrets blackened, should a tool have shown one. */
    ToolResult without(Map<String, String> secrets, ToolResult result) {
        if (secrets.isEmpty()) {
            return result;
        }
        String whole = result.content().toString();
        String clean = whole;
        for (String secret : secrets.values()) {
            String quoted = TextNode.valueOf(secret).toString();
            clean = clean.replace(quoted.substring(1, quoted.length() - 1), Masking.MASK);
        }
        return clean.equals(whole) ? result : result.withContent(Schemas.of(clean));
    }

    /** What the model reads: the content, and for text from outside, whose it is and that it is only data. */
    String text(ToolResult result) {
        if (result.trusted()) {
            return result.content().toString();
        }
        ObjectNode labelled = JsonNodeFactory.instance
                .objectNode()
                .put("origin", result.origin())
                .put("trust", "untrusted");
        labelled.set("content", result.content());
        return labelled.toString();
    }
}
