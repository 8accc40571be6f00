package dev.koda.runtime.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells the dispatcher of this process, if it has one, that a task became claimable. A hint, no more. */
@ApplicationScoped
public class QueueSignal {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** The listener is called on a database thread and must not block. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    public void ready() {
        listeners.forEach(Runnable::run);
    }
}
