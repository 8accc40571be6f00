package dev.koda.gateway.client.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** One check of the doctor. */
@TemplateData
public record Finding(
        String id,
        String category,
        String scope,
        String status,
        String message,
        String hint,
        JsonNode evidence,
        List<String> gates,
        Long durationMs) {

    public Status state() {
        return Status.check(verdict());
    }

    public String verdict() {
        return status == null ? "skip" : status.toLowerCase(Locale.ROOT);
    }

    public String tone() {
        return "k-" + state().tone();
    }

    /** What to type on the host to look again at this one check. */
    public String command() {
        return "koda doctor --only " + id;
    }

    public boolean isBad() {
        return "fail".equals(verdict()) || "warn".equals(verdict());
    }

    public boolean isLocal() {
        return "local".equalsIgnoreCase(scope);
    }

    /** What the check looked at, as {@code name value} pairs. */
    public String lookedAt() {
        if (evidence == null || evidence.isEmpty()) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        evidence.properties()
                .forEach(one -> parts.add(
                        one.getKey().replace('_', ' ') + " " + one.getValue().asText()));
        return String.join(", ", parts);
    }

    /** What a failure holds up: boot, serving or an update. */
    public String holdsUp() {
        return gates == null || gates.isEmpty()
                ? "Nothing: the platform boots, serves and updates."
                : "Stands in the way of " + String.join(", ", gates).toLowerCase(Locale.ROOT) + ".";
    }
}
