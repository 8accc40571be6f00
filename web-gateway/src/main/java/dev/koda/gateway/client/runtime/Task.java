package dev.koda.gateway.client.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** A task: what was asked, how it stands, and what it came to. */
@TemplateData
public record Task(
        String id,
        String agentId,
        String agentName,
        @JsonAlias("version") Integer agentVersion,
        String title,
        String input,
        String status,
        String reason,
        TaskError error,
        String output,
        List<ArtifactRef> artifacts,
        String sessionId,
        String channel,
        @JsonAlias("created_by") String operatorId,
        String operatorName,
        String retryOf,
        Boolean draft,
        Integer iterations,
        Integer recoveries,
        Usage usage,
        @JsonAlias("budget") Limits limits,
        String provider,
        String model,
        Instant deadline,
        Instant createdAt,
        Instant startedAt,
        @JsonAlias({"finished_at", "completed_at"}) Instant endedAt,
        Instant updatedAt,
        @JsonAlias("next_attempt_at") Instant retryAt,
        String traceId) {

    private static final int TITLE = 140;

    public Tokens tokens() {
        return usage == null || usage.input() == null
                ? null
                : new Tokens(usage.input(), usage.cached(), usage.output(), usage.reasoning());
    }

    public Cost cost() {
        return usage == null || usage.cost() == null ? null : new Cost(usage.cost(), usage.currency());
    }

    public Status state() {
        return Status.task(status, reason, error == null ? null : error.code());
    }

    public boolean isOver() {
        return List.of("completed", "failed", "cancelled", "dead_lettered").contains(status);
    }

    public boolean isRunning() {
        return "running".equals(status);
    }

    public boolean isFailed() {
        return "failed".equals(status) || "dead_lettered".equals(status);
    }

    public boolean waits() {
        return status != null && status.startsWith("waiting");
    }

    /** The first line of what was asked, unless the task has a title of its own. */
    public String heading() {
        String text = title != null && !title.isBlank() ? title : input == null ? id : input.strip();
        String line = text.lines().findFirst().orElse(text);
        return line.length() > TITLE ? line.substring(0, TITLE) + "…" : line;
    }

    /** Why it failed or what it waits for, in one line; null when there is nothing to say. */
    public String why() {
        return error == null ? null : error.code() + (error.message() == null ? "" : ": " + error.message());
    }

    /** How long it has taken until it ended, or until now. */
    public Long tookMs(Instant now) {
        Instant from = startedAt == null ? createdAt : startedAt;
        if (from == null || "queued".equals(status)) {
            return null;
        }
        return Duration.between(from, endedAt == null ? now : endedAt).toMillis();
    }
}
