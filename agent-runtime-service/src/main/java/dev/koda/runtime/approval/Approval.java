package dev.koda.runtime.approval;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that waits for a person, or waited.
 *
 * @param consentHash what a consent holds for: tool, full arguments and agent version
 * @param reason {@code approval} where the policy asks, {@code in_doubt} where a crash left open whether it happened
 * @param askedBecause the model's own sentence before the call
 */
public record Approval(
        UUID id,
        UUID taskId,
        UUID agentId,
        int agentVersion,
        String callId,
        String tool,
        JsonNode arguments,
        String consentHash,
        String effect,
        String reason,
        String askedBecause,
        String status,
        Instant requestedAt,
        Instant expiresAt,
        Instant decidedAt,
        String decidedBy) {

    static final String PENDING = "pending";
    public static final String POLICY = "approval";
    public static final String IN_DOUBT = "in_doubt";

    /** Every word that {@code status} can be. */
    static final List<String> STATUSES =
            List.of(PENDING, "approved", "rejected", "edited", "happened", "not_happened", "stopped", "expired");

    boolean inDoubt() {
        return IN_DOUBT.equals(reason);
    }
}
