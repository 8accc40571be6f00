package dev.koda.gateway.client.runtime;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** A conversation with an agent: how it began, and how its latest turn stands. */
@TemplateData
public record ChatSession(
        String id,
        String agentId,
        String agentName,
        String title,
        Integer turns,
        String lastStatus,
        Instant createdAt,
        Instant updatedAt) {

    public Status state() {
        return Status.task(lastStatus, null, null);
    }

    /** The first line of what was said first. */
    public String heading() {
        return title == null || title.isBlank() ? id : title.lines().findFirst().orElse(title);
    }
}
