package dev.koda.runtime.agent;

import java.math.BigDecimal;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * Bounds of a task; null leaves the installation's bound. A task may lower them, never raise them.
 *
 * @param wallTimeSeconds time from the first start, waiting for people not counted
 * @param cost in the currency of the price table
 */
public record AgentLimits(
        @Min(1) @Max(1000) Integer iterations,
        @JsonProperty("wall_time_s") @Min(1) @Max(86_400) Integer wallTimeSeconds,
        @Min(1) Long tokens,

        @DecimalMin("0") @JsonDeserialize(using = MoneyAmount.class)
        BigDecimal cost,

        @JsonProperty("tool_calls_per_turn") @Min(1) @Max(64)
        Integer toolCallsPerTurn) {

    public static final AgentLimits NONE = new AgentLimits(null, null, null, null, null);

    /** Each bound the lower of the two. */
    public AgentLimits lowerOf(AgentLimits other) {
        return new AgentLimits(
                lower(iterations, other.iterations),
                lower(wallTimeSeconds, other.wallTimeSeconds),
                lower(tokens, other.tokens),
                lower(cost, other.cost),
                lower(toolCallsPerTurn, other.toolCallsPerTurn));
    }

    private static <T extends Comparable<T>> T lower(T one, T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
