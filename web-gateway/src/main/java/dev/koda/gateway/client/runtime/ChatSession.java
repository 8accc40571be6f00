package dev.koda.gateway.client.runtime;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** A conversation with an agent. */
@TemplateData
public record ChatSession(
        @JsonAlias("session_id") String id,
        String agentId,
        String agentName,
        String title,
        Integer turns,
        Instant createdAt,
        @JsonAlias({"last_task_at", "last_at"}) Instant updatedAt) {}
