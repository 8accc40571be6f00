package dev.koda.provider.adapter.rehearsal;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.failure.Failure;

/**
 * What the model does once: says something, calls tools, and perhaps does not get to the end.
 *
 * @param ending how the turn ends
 * @param failure the failure of {@link Ending#FAIL}, else null
 */
record Turn(String text, List<Call> calls, Ending ending, Failure failure) {

    /** How a turn ends. */
    enum Ending {
        COMPLETE,
        FAIL,
        BREAK_TEXT,
        BREAK_ARGUMENTS
    }

    /** A call to make. */
    record Call(String name, ObjectNode arguments) {}

    static Turn say(String text) {
        return new Turn(text, List.of(), Ending.COMPLETE, null);
    }

    static Turn call(String text, List<Call> calls) {
        return new Turn(text, List.copyOf(calls), Ending.COMPLETE, null);
    }

    static Turn ending(String text, Ending ending, Failure failure) {
        return new Turn(text, List.of(), ending, failure);
    }
}
