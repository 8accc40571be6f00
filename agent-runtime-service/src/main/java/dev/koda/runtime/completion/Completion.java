package dev.koda.runtime.completion;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A model's whole answer to a turn.
 *
 * @param usage tokens by {@code input cached output reasoning}
 * @param cost {@code {amount, currency}} or a null node where the price is not known
 */
public record Completion(
        String text,
        List<ToolRequest> calls,
        String finishReason,
        String provider,
        String model,
        String requestId,
        JsonNode usage,
        JsonNode cost) {}
