package dev.koda.gateway.client.provider;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** The circuit breaker of a connection. */
@TemplateData
public record Circuit(String state, Instant openedAt, Instant halfOpenAt, Long failures, Long calls, Long windowS) {

    public Status status() {
        return Status.circuit(state);
    }
}
