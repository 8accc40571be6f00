package dev.koda.gateway.client.runtime;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** One worker process and its slots. */
@TemplateData
public record Worker(
        @JsonAlias({"worker_id", "name"}) String id,
        String status,
        @JsonAlias({"busy", "used"}) Integer running,
        @JsonAlias("capacity") Integer slots,
        @JsonAlias({"last_seen_at", "last_seen"}) Instant seenAt) {}
