package dev.koda.provider.verification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.koda.provider.connection.Verdict;

/**
 * The answer of a verification.
 *
 * @param httpStatus the vendor's status; null when it never answered
 * @param rawError what the vendor said, up to 4 KiB, unchanged but for masked secrets; null when it had no complaint
 * @param cause null when the verdict is usable
 * @param paid whether a paid completion was made
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record VerificationResult(
        UUID id,
        Verdict verdict,
        String stage,
        Integer httpStatus,
        String rawError,
        String cause,
        Instant checkedAt,
        List<String> models,
        boolean paid,
        String trigger,
        long durationMs) {}
