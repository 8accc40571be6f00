package dev.koda.gateway.client.audit;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** Whether the chain holds, and where it breaks. */
@TemplateData
public record Verification(
        String status, Instant from, Instant to, Long records, String head, Instant signedAt, JsonNode firstBroken) {}
