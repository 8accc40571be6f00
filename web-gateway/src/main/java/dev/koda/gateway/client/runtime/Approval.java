package dev.koda.gateway.client.runtime;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** A question a task waits on: may this call be made, or did it go out. */
@TemplateData
public record Approval(
        String id,
        String taskId,
        String agentId,
        String agentName,
        Integer agentVersion,
        @JsonAlias("tool_name") String tool,
        JsonNode arguments,
        String reason,
        String askedBecause,
        @JsonAlias({"consent_hash", "arguments_hash"}) String hash,
        String status,
        String decision,
        @JsonAlias("decided_by_name") String decidedBy,
        @JsonAlias("created_at") Instant requestedAt,
        Instant expiresAt,
        Instant decidedAt) {

    public boolean isInDoubt() {
        return "in_doubt".equals(reason);
    }

    public boolean isOpen() {
        return status == null || "pending".equals(status) || "open".equals(status) || "waiting".equals(status);
    }

    /** The call as a person reads it: a command as a command, anything else as its arguments. */
    public String call() {
        if (arguments == null) {
            return tool;
        }
        return arguments.path("command").isTextual() && arguments.size() == 1
                ? arguments.path("command").asText()
                : arguments.toPrettyString();
    }
}
