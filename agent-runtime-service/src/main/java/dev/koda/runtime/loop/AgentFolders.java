package dev.koda.runtime.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.tool.ToolFailure;

/** The folders beyond its workspace that a tool's settings name, each below one the installation allows. */
@ApplicationScoped
class AgentFolders {
    private final RuntimeConfig config;

    AgentFolders(RuntimeConfig config) {
        this.config = config;
    }

    List<Path> of(JsonNode settings) {
        if (!settings.path("folder").isTextual()) {
            return List.of();
        }
        Path wanted = Path.of(settings.get("folder").asText());
        try {
            Path real = wanted.toRealPath();
            for (String allowed : config.tools().agentFolders().orElse(List.of())) {
                Path root = Path.of(allowed);
                if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
                    return List.of(real);
                }
            }
        } catch (IOException missing) {
            throw ToolFailure.error(
                    "folder_not_found", "the agent's folder does not exist", "tell the operator: " + wanted);
        }
        throw ToolFailure.blocked(
                "folder_not_allowed",
                "the agent's folder is not among the allowed ones",
                "the operator can add it to KODA_AGENT_FOLDERS");
    }
}
