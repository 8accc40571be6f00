package dev.koda.runtime.journal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Rows of one task that are committed together or not at all, and who waits for them. */
record Append(UUID owner, List<JournalEntry> entries, CompletableFuture<Void> durable) {

    UUID taskId() {
        return entries.getFirst().taskId();
    }
}
