package dev.koda.provider.circuit;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A connection's circuit in this replica: its state and what was counted in the last {@code windowS} seconds. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CircuitView(
        CircuitState state, Instant openedAt, Instant halfOpenAt, int failures, int calls, int windowS) {}
