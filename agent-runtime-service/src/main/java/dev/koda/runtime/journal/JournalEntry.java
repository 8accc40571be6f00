package dev.koda.runtime.journal;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One row of a task's journal.
 *
 * @param seq place in the task, from 1, without meaning beyond order; also the event id that clients resume from
 * @param ofSeq for a {@link EntryType#FINISHED} row the intent it answers, else null
 * @param kind of the step; null for tokens, states and the end
 * @param epoch of the lease under which it was written; 0 for rows the API wrote
 */
public record JournalEntry(
        UUID taskId, int seq, Integer ofSeq, EntryType type, StepKind kind, long epoch, Instant at, JsonNode body) {

    /** The step this row belongs to. */
    public int stepSeq() {
        return ofSeq == null ? seq : ofSeq;
    }

    public boolean is(EntryType wantedType, StepKind wantedKind) {
        return type == wantedType && kind == wantedKind;
    }
}
