package dev.koda.runtime.approval;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A person's answer.
 *
 * @param arguments for an edit: what the call is made with instead
 * @param result for {@code happened}: what it gave, as the model shall read it
 * @param scope {@code once}, or {@code task} to let the very same call pass for the rest of the task
 */
record DecideApproval(
        @NotNull Decision decision,
        JsonNode arguments,
        @Size(max = 20_000) String result,
        @Pattern(regexp = "once|task") String scope,
        @Size(max = 500) String note) {

    boolean forTask() {
        return "task".equals(scope);
    }
}
