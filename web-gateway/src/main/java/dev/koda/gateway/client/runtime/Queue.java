package dev.koda.gateway.client.runtime;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** How the queue and its workers stand. */
@TemplateData
public record Queue(
        @JsonAlias({"waiting", "depth"}) Long queued,
        Long running,
        @JsonAlias({"oldest_ms", "oldest_age_ms"}) Long oldestQueuedMs,
        Long slots,
        List<Worker> workers) {}
