package dev.koda.gateway.client.provider;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** A stored connection to a vendor. Of the credential only the last four characters are known. */
@TemplateData
public record Connection(
        String status,
        String baseUrl,
        String keyHint,
        Integer priority,
        Boolean enabled,
        Boolean excluded,
        String organization,
        String project,
        String keyId,
        Instant createdAt,
        Instant updatedAt,
        Integer concurrency,
        @JsonAlias("models") List<String> modelsAllowed,
        Verification lastVerification,
        Instant verifyAvailableAt) {}
