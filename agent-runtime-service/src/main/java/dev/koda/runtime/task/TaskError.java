package dev.koda.runtime.task;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Why a task failed, in words for the operator.
 *
 * @param code stable, for instance {@code iteration_limit}
 * @param hint what to do about it
 * @param evidence what the judgement rests on, or null
 */
public record TaskError(String code, String message, String hint, JsonNode evidence) {

    public static TaskError of(String code, String message, String hint) {
        return new TaskError(code, message, hint, null);
    }
}
