package dev.koda.runtime.task;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import dev.koda.runtime.agent.AgentLimits;

/**
 * What a caller asks of an agent.
 *
 * @param sessionId a new id starts a session
 * @param idempotencyKey of the caller's choice; the same key gives the first task again
 * @param priority 0 to 9 among the tasks of the agent, 9 first, 5 by default
 * @param budget lowers the agent's limits for this task
 * @param draft tries the agent's draft instead of its published version
 */
public record SubmitTask(
        @NotNull UUID agentId,
        @NotBlank @Size(max = SubmitTask.LONGEST_INPUT) String input,
        UUID sessionId,
        @Size(min = 1, max = 200) String idempotencyKey,
        @Min(0) @Max(9) Integer priority,
        Instant deadline,
        @Valid AgentLimits budget,
        Boolean draft) {

    /** Characters; what is longer belongs into an artifact. */
    static final int LONGEST_INPUT = 65_536;

    static final int USUAL_PRIORITY = 5;

    boolean trial() {
        return Boolean.TRUE.equals(draft);
    }

    int chosenPriority() {
        return Optional.ofNullable(priority).orElse(USUAL_PRIORITY);
    }

    AgentLimits chosenBudget() {
        return Optional.ofNullable(budget).orElse(AgentLimits.NONE);
    }
}
