package dev.koda.runtime.journal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import io.micrometer.core.instrument.Timer;

/**
 * The pen of the worker that holds a task: gives rows their place and makes them durable.
 *
 * <p>{@link #add} only remembers; {@link #commit} writes what was remembered as a whole and waits, {@link #commitBehind}
 * writes it and goes on. So a result and the next intent share one commit. Once rows could not be written, none that come
 * after them are. Safe for the threads of parallel tool calls; rows get their seq in call order.
 */
public final class TaskJournal {
    /** Beyond the writer's own patience, so that its answer is always heard. */
    private static final long COMMIT_WAIT_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<JournalEntry> remembered = new ArrayList<>();
    private final Lease lease;
    private final JournalWriter writer;
    private final Clock clock;
    private final Timer waits;
    private volatile CompletableFuture<Void> lastAppend = CompletableFuture.completedFuture(null);
    private int lastSeq;

    /** The timer counts what the task waits for: each commit on its way, and how long. */
    TaskJournal(Lease lease, int lastSeq, JournalWriter writer, Clock clock, Timer waits) {
        this.lease = lease;
        this.lastSeq = lastSeq;
        this.writer = writer;
        this.clock = clock;
        this.waits = waits;
    }

    public Lease lease() {
        return lease;
    }

    /** Remembers a row for the next commit and gives it as it will stand there. */
    public JournalEntry add(Draft draft) {
        lock.lock();
        try {
            lastSeq++;
            var entry = new JournalEntry(
                    lease.taskId(),
                    lastSeq,
                    draft.ofSeq(),
                    draft.type(),
                    draft.kind(),
                    lease.epoch(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    draft.body());
            remembered.add(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes all rows so far durable; for what has to be on disk before its effect may be. Fails with {@link LeaseLost}
     * when the task has another holder.
     */
    public void commit() throws InterruptedException {
        await(commitLater());
    }

    /**
     * Writes the remembered rows while the caller goes on; for what may be done again should they not arrive. Waits for
     * the rows handed over before them, so that a run is never further ahead of its journal than by one commit.
     */
    public void commitBehind() throws InterruptedException {
        await(lastAppend);
        handOver();
    }

    /** As {@link #commit}, without waiting for anything; order with later commits is kept. */
    public CompletableFuture<Void> commitLater() throws InterruptedException {
        handOver();
        return lastAppend;
    }

    private void handOver() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!remembered.isEmpty()) {
                List<JournalEntry> rows = List.copyOf(remembered);
                remembered.clear();
                lastAppend = writer.append(lease.owner(), rows, lastAppend);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the remembered rows out, for a transaction that writes them together with the task's row. Waits for what
     * was appended before, so that the transaction cannot overtake it and have the fence refuse it.
     */
    public List<JournalEntry> takeRemembered() {
        awaitUninterrupted(lastAppend);
        lock.lock();
        try {
            List<JournalEntry> rows = List.copyOf(remembered);
            remembered.clear();
            return rows;
        } finally {
            lock.unlock();
        }
    }

    private void awaitUninterrupted(CompletableFuture<Void> durable) {
        boolean interrupted = Thread.interrupted();
        try {
            await(durable);
        } catch (InterruptedException again) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void await(CompletableFuture<Void> durable) throws InterruptedException {
        boolean there = durable.isDone();
        long start = System.nanoTime();
        try {
            durable.get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!there) {
                waits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new JournalUnavailable("append failed", failed);
        } catch (TimeoutException late) {
            throw new JournalUnavailable("append not durable in time", late);
        }
    }
}
