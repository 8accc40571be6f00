package dev.koda.gateway.client.platform;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** One part of the platform, a service or a store, as the gateway sees it. */
@TemplateData
public record Component(String name, String status, Long latencyMs, Instant since) {
    public boolean isDown() {
        return "down".equals(status);
    }

    public String label() {
        return name.replace('_', ' ');
    }

    public Status state() {
        return Status.component(status);
    }
}
