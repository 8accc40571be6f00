package dev.koda.runtime.verdict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The verdict on an iteration, why, and the counters it rests on.
 *
 * @param repeat iterations in a row that were the same in every way
 * @param period length of the pattern that repeats, 0 for none
 * @param unchangedResults iterations in a row that learned nothing new, whatever their arguments
 */
public record Judgement(Verdict verdict, String reason, int repeat, int period, int unchangedResults) {

    public ObjectNode counters() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("repeat", repeat)
                .put("period", period)
                .put("unchanged_results", unchangedResults);
    }
}
