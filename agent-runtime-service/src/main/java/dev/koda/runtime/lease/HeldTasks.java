package dev.koda.runtime.lease;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.runtime.journal.Lease;

/** The tasks this worker runs now. */
@ApplicationScoped
public class HeldTasks {
    private final Map<UUID, Held> held = new ConcurrentHashMap<>();

    /** Enters the task under the calling thread. */
    public Held enter(Lease lease) {
        var entry = new Held(lease, Thread.currentThread());
        held.put(lease.taskId(), entry);
        return entry;
    }

    /** Takes the run out, unless a newer one of the same task has come in its place. */
    public void leave(Held entry) {
        held.remove(entry.lease().taskId(), entry);
    }

    public int count() {
        return held.size();
    }

    Collection<Held> all() {
        return List.copyOf(held.values());
    }

    Optional<Held> find(UUID taskId) {
        return Optional.ofNullable(held.get(taskId));
    }

    /** Lets each run finish the step it is in, and no more. */
    public void drain() {
        held.values().forEach(Held::askToStopAfterStep);
    }

    /** Ends the waits of runs that are still in a step. */
    public void hurry() {
        held.values().forEach(Held::hurry);
    }
}
