package dev.koda.runtime.completion;

import java.util.List;
import java.util.UUID;

/**
 * One turn to be asked of one candidate, and in whose name.
 *
 * @param purpose {@code canary} for the doctor's own task, which may always use the rehearsal provider; else empty
 */
public record CompletionRequest(
        List<ChatMessage> messages, OfferedTools tools, UUID agentId, UUID taskId, String operatorId, String purpose) {}
