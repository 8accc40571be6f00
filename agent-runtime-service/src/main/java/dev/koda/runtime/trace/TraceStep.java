package dev.koda.runtime.trace;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One step of a trace.
 *
 * @param more what only some kinds have: {@code iteration verdict reason counters} and the like
 */
record TraceStep(
        int seq,
        Integer parentSeq,
        String kind,
        String name,
        String status,
        Instant startedAt,
        long durationMs,
        JsonNode input,
        JsonNode output,
        JsonNode error,
        String provider,
        String model,
        JsonNode tokens,
        JsonNode cost,
        String origin,
        @JsonAnyGetter Map<String, JsonNode> more) {}
