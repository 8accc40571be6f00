package dev.koda.runtime.stream;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * One client that watches one task, and how far it has been told. Rows are given by one thread at a time; a client that
 * does not take them is left out of the rounds until it does, so what waits for it is bounded.
 */
final class Watch {
    private static final long MOST_WAITING = 1000;

    private final AtomicLong waiting = new AtomicLong();
    private final UUID taskId;
    private final int known;
    private volatile MultiEmitter<? super TaskEvent> client;
    private volatile int seen;
    private volatile boolean over;

    /** Reads from the last event the client knows, for only that one says whether the task was done with it. */
    Watch(UUID taskId, int known) {
        this.taskId = taskId;
        this.known = known;
        this.seen = Math.max(0, known - 1);
    }

    void open(MultiEmitter<? super TaskEvent> emitter) {
        client = emitter;
        emitter.onTermination(() -> over = true);
    }

    UUID taskId() {
        return taskId;
    }

    int seen() {
        return seen;
    }

    boolean over() {
        return over;
    }

    boolean behind() {
        return waiting.get() > MOST_WAITING;
    }

    void taken() {
        waiting.decrementAndGet();
    }

    void give(TaskEvent event) {
        if (over || event.id() <= seen) {
            return;
        }
        seen = event.id();
        if (event.id() > known) {
            waiting.incrementAndGet();
            client.emit(event);
        }
        if (event.last()) {
            over = true;
            client.complete();
        }
    }

    void keepAlive() {
        if (!over && waiting.get() == 0) {
            waiting.incrementAndGet();
            client.emit(TaskEvent.KEEP_ALIVE);
        }
    }
}
