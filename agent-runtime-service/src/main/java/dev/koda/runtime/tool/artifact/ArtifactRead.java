package dev.koda.runtime.tool.artifact;

import java.io.IOException;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.artifact.ArtifactRefused;
import dev.koda.runtime.artifact.ArtifactStore;
import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code artifact.read}: the text of an artifact of the same agent, a part at a time. */
@Singleton
class ArtifactRead implements Tool {
    private static final long LARGEST = 8L * 1024 * 1024;
    /** Characters at a time: what fits into a result whatever the script, so that reading never makes another artifact. */
    private static final int PART = 20_000;

    private static final String OTHER = "use an id that you were given";

    private static final ToolSpec SPEC = new ToolSpec(
            "artifact.read",
            "Reads an artifact of yours by its id. offset is the first character (from 0); long ones come in"
                    + " parts, the next of which starts at next_offset.",
            Schemas.of("""
                    {"type":"object","required":["id"],"additionalProperties":false,"properties":{
                      "id":{"type":"string","format":"uuid","minLength":36,"maxLength":36},
                      "offset":{"type":"integer","minimum":0}}}"""));

    private final ArtifactStore store;

    ArtifactRead(ArtifactStore store) {
        this.store = store;
    }

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
        try {
            UUID id = UUID.fromString(call.text("id", ""));
            JsonNode manifest = store.manifest(id);
            if (!call.agentId().toString().equals(manifest.path("agent_id").asText())) {
                throw ToolFailure.blocked("artifact_of_other_agent", "the artifact is not this agent's", OTHER);
            }
            if (manifest.path("size").asLong() > LARGEST) {
                throw ToolFailure.error(
                        "artifact_too_large", "the artifact is larger than 8 MiB", "ask for a part of it");
            }
            return ToolResult.fetched(part(manifest, store.text(id), call.number("offset", 0)), "artifact:" + id);
        } catch (IllegalArgumentException malformed) {
            throw ToolFailure.error("artifact_id_invalid", "that is not an artifact id", OTHER);
        } catch (ArtifactRefused refused) {
            throw ToolFailure.error(refused.code(), refused.getMessage(), OTHER);
        } catch (IOException away) {
            throw ToolFailure.error("storage_unreachable", "the artifact store cannot be reached", "try again later");
        }
    }

    private static ObjectNode part(JsonNode manifest, String text, int offset) {
        int from = Math.min(offset, text.length());
        int to = Math.min(from + PART, text.length());
        ObjectNode part = JsonNodeFactory.instance
                .objectNode()
                .put("name", manifest.path("name").asText())
                .put("media_type", manifest.path("media_type").asText())
                .put("characters", text.length())
                .put("content", text.substring(from, to));
        return to < text.length() ? part.put("next_offset", to) : part;
    }
}
