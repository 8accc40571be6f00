package dev.koda.gateway.client.runtime;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** A task that was given up, with the reason, and what became of it since. */
@TemplateData
public record DeadLetter(
        String id,
        String agentId,
        String agentName,
        String reason,
        Integer recoveries,
        Instant at,
        String requeuedAs) {}
