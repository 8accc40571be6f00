package dev.koda.provider.usage;

import jakarta.validation.constraints.Size;

/**
 * On whose account a call is made; each may be null. {@code purpose} is {@code canary} for the doctor's own probe.
 */
public record Origin(
        @Size(max = 64) String agentId,
        @Size(max = 64) String taskId,
        @Size(max = 64) String operatorId,
        @Size(max = 32) String purpose) {

    /** Nobody's. */
    public static final Origin NONE = new Origin(null, null, null, null);

    /** Whether this is the doctor's probe. */
    public boolean canary() {
        return "canary".equals(purpose);
    }
}
