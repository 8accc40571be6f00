package dev.koda.runtime.journal;

import java.util.UUID;

/** The place of a row. */
record RowKey(UUID taskId, int seq) {

    static RowKey of(JournalEntry entry) {
        return new RowKey(entry.taskId(), entry.seq());
    }
}
