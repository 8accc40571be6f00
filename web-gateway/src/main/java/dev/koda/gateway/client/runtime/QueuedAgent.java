package dev.koda.gateway.client.runtime;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** What waits for one agent. */
@TemplateData
public record QueuedAgent(String agentId, Long queued, Long running, Instant oldest) {}
