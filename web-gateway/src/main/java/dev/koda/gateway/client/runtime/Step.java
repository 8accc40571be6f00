package dev.koda.gateway.client.runtime;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** One journalled step of a task. */
@TemplateData
public record Step(
        Integer seq,
        Integer parentSeq,
        String kind,
        String name,
        String status,
        Instant startedAt,
        Long durationMs,
        JsonNode input,
        JsonNode output,
        JsonNode error,
        String provider,
        String model,
        Tokens tokens,
        Cost cost,
        String origin,
        Integer iteration,
        String verdict,
        String reason,
        JsonNode counters,
        String from,
        String to,
        @JsonAlias("failure") String cause) {}
