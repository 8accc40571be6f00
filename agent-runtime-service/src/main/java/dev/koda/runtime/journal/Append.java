package dev.koda.runtime.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Rows of one task that are committed together or not at all, and who waits for them.
 *
 * @param before the task's append before this one: rows that it failed to bring leave no gap in which these could stand
 */
record Append(
        UUID owner,
        List<JournalEntry> entries,
        List<String> bodies,
        CompletableFuture<Void> before,
        CompletableFuture<Void> durable) {

    /** Puts the bodies into words on the calling thread: the writer's own has all tasks to serve. */
    static Append of(UUID owner, List<JournalEntry> entries, CompletableFuture<Void> before) {
        List<String> bodies = new ArrayList<>(entries.size());
        entries.forEach(entry -> bodies.add(entry.body().toString()));
        return new Append(owner, entries, bodies, before, new CompletableFuture<>());
    }

    int size() {
        return entries.size();
    }

    /** Steps that are over with these rows. */
    int steps() {
        int over = 0;
        for (JournalEntry entry : entries) {
            over += entry.type() == EntryType.FINISHED || entry.type() == EntryType.STEP ? 1 : 0;
        }
        return over;
    }

    /** Fails with what the append before it failed with, if it did. */
    boolean fallsWithItsPredecessor() {
        if (!before.isCompletedExceptionally()) {
            return false;
        }
        durable.completeExceptionally(before.exceptionNow());
        return true;
    }

    UUID taskId() {
        return entries.getFirst().taskId();
    }

    /** An append is itself and no other: comparing rows would cost more than writing them. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
