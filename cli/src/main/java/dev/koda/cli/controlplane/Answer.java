package dev.koda.cli.controlplane;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.CommandFailed;

/**
 * What the gateway answered.
 *
 * @param status HTTP status
 * @param body its JSON; a missing node for anything else
 */
public record Answer(int status, JsonNode body) {

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The stable code of a problem; empty text when it has none. */
    public String code() {
        return body.path("code").asText("");
    }

    /** The body of a success; anything else ends the command with the problem in one line. */
    public JsonNode orFail(String doing) {
        if (successful()) {
            return body;
        }
        throw new CommandFailed(doing + " failed: " + problem());
    }

    private String problem() {
        String detail = body.path("detail").asText(body.path("title").asText("HTTP " + status));
        StringBuilder line = new StringBuilder(detail);
        body.path("violations").forEach(violation -> line.append("; ")
                .append(violation.path("field").asText())
                .append(": ")
                .append(violation.path("message").asText(violation.path("code").asText())));
        if (!code().isEmpty()) {
            line.append(" (").append(code()).append(')');
        }
        String trace = body.path("trace_id").asText("");
        return trace.isEmpty() ? line.toString() : line + " [trace " + trace + "]";
    }
}
