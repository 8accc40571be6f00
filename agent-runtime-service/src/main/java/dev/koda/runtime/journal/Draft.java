package dev.koda.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;

/** A journal row that has no place yet; {@link TaskJournal} gives it its seq when it is appended. */
public record Draft(EntryType type, StepKind kind, Integer ofSeq, JsonNode body) {

    public static Draft started(StepKind kind, JsonNode body) {
        return new Draft(EntryType.STARTED, kind, null, body);
    }

    public static Draft finished(StepKind kind, int startedSeq, JsonNode body) {
        return new Draft(EntryType.FINISHED, kind, startedSeq, body);
    }

    public static Draft step(StepKind kind, JsonNode body) {
        return new Draft(EntryType.STEP, kind, null, body);
    }

    public static Draft token(JsonNode body) {
        return new Draft(EntryType.TOKEN, null, null, body);
    }

    public static Draft state(JsonNode body) {
        return new Draft(EntryType.STATE, null, null, body);
    }

    public static Draft done(JsonNode body) {
        return new Draft(EntryType.DONE, null, null, body);
    }
}
