package dev.koda.gateway.client.runtime;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** A task that was given up, with the reason. */
@TemplateData
public record DeadLetter(
        String id,
        String taskId,
        String agentId,
        String agentName,
        @JsonAlias("title") String input,
        String reason,
        JsonNode lastStep,

        @JsonAlias({"dead_lettered_at", "finished_at", "since"})
        Instant createdAt,

        String status,
        TaskError error) {

    /** The task; a list of dead tasks names it by its own id. */
    public String task() {
        return taskId == null ? id : taskId;
    }

    public String heading() {
        return input == null ? task() : input.lines().findFirst().orElse(input);
    }
}
