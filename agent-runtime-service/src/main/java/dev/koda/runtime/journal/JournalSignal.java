package dev.koda.runtime.journal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells listeners of this process that tasks have new rows. A hint only: rows written by other processes do not show
 * here, so whoever needs all of them reads the table as well.
 */
@ApplicationScoped
public class JournalSignal {
    private final List<Consumer<Set<UUID>>> listeners = new CopyOnWriteArrayList<>();

    /** The listener is called on a database thread and must not block. */
    public void listen(Consumer<Set<UUID>> listener) {
        listeners.add(listener);
    }

    public void appended(Set<UUID> taskIds) {
        if (!taskIds.isEmpty()) {
            listeners.forEach(listener -> listener.accept(taskIds));
        }
    }
}
