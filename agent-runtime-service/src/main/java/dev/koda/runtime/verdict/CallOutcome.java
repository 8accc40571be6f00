package dev.koda.runtime.verdict;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool call and what came of it, as far as the judgement of progress goes.
 *
 * @param failed it gave an error or was refused
 */
public record CallOutcome(String tool, JsonNode arguments, JsonNode result, boolean failed) {

    /** Tools by which a model lets time pass: a look after a wait may well see the same again. */
    boolean waits() {
        return "wait".equals(tool);
    }
}
