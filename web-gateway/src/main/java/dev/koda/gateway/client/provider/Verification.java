package dev.koda.gateway.client.provider;

import java.time.Instant;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** One verification of a connection: how far it came and what the vendor said. */
@TemplateData
public record Verification(
        String id,
        String verdict,
        String stage,
        Integer httpStatus,
        String rawError,
        String cause,
        Instant checkedAt,
        Long durationMs,
        String trigger,
        Boolean paid,
        List<String> models) {

    public Status status() {
        return Status.provider(verdict);
    }

    public int modelCount() {
        return models == null ? 0 : models.size();
    }
}
