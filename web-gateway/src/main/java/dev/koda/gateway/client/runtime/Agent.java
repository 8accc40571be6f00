package dev.koda.gateway.client.runtime;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** An agent as it stands: its draft, and the version that is live. */
@TemplateData
public record Agent(
        String id,
        String name,
        String description,
        String status,
        @JsonAlias("version") Integer publishedVersion,
        Integer latestVersion,
        Boolean draftChanged,
        String instructions,
        String model,
        List<AgentTool> tools,
        Limits limits,
        Instant createdAt,
        Instant updatedAt,
        Instant publishedAt,
        String publishedBy) {

    /** Draft, paused and archived as they are; a live one says which version. */
    public Status state() {
        Status known = Status.agent(status);
        return isLive() ? known.worded("Version " + publishedVersion + " live") : known;
    }

    public boolean isLive() {
        return isPublished() && "active".equals(status);
    }

    public boolean isPublished() {
        return publishedVersion != null && publishedVersion > 0;
    }

    public Integer version() {
        return isPublished() ? publishedVersion : null;
    }

    public boolean isPaused() {
        return "paused".equals(status);
    }

    public boolean isArchived() {
        return "archived".equals(status);
    }

    public AgentTool tool(String named) {
        return tools == null
                ? null
                : tools.stream()
                        .filter(tool -> named.equals(tool.name()))
                        .findFirst()
                        .orElse(null);
    }
}
