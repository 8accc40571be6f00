package dev.koda.runtime.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import org.jboss.logging.Logger;

/**
 * The one writer of a worker's journal: whatever its tasks append while a commit is running shares the next one.
 *
 * <p>There is no artificial delay, so a lone task pays for its own commit and nothing else. Appends of one task are
 * written in order, each as a whole. A failed commit is repeated append by append, so that a bad row fails alone;
 * while the database is away the writer tries again, and a repeat recognises rows that had arrived after all.
 * Callable from any thread; the queue is bounded and {@link #append} waits for room.
 */
@ApplicationScoped
class JournalWriter {
    private static final Logger LOG = Logger.getLogger(JournalWriter.class);

    /** Appends waiting at most: a few per running task, beyond which the database is clearly not keeping up. */
    private static final int QUEUE_BOUND = 8192;
    /** Appends per statement; measured gains flatten beyond a few hundred rows. */
    private static final int BATCH = 512;

    /** Longer than a lease: by then another worker may hold the tasks, and the fence would refuse the rows. */
    private static final Duration GIVE_UP = Duration.ofSeconds(45);

    private final BlockingQueue<Append> queue = new ArrayBlockingQueue<>(QUEUE_BOUND);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final JournalRows rows;
    private final JournalSignal signal;
    private final DistributionSummary batchSizes;

    JournalWriter(JournalRows rows, JournalSignal signal, MeterRegistry metrics) {
        this.rows = rows;
        this.signal = signal;
        this.batchSizes = metrics.summary("koda_runtime_journal_batch_rows");
        metrics.gauge("koda_runtime_journal_queue", queue, BlockingQueue::size);
    }

    /** Hands rows over; the future completes once they are durable, or fails with {@link LeaseLost}. */
    CompletableFuture<Void> append(UUID owner, List<JournalEntry> entries) throws InterruptedException {
        var append = new Append(owner, entries, new CompletableFuture<>());
        if (!queue.offer(append, GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
            throw new JournalUnavailable("the journal's queue stayed full", null);
        }
        writeNext();
        return append.durable();
    }

    private void writeNext() {
        if (queue.isEmpty() || !writing.compareAndSet(false, true)) {
            return;
        }
        List<Append> batch = new ArrayList<>();
        queue.drainTo(batch, BATCH);
        if (batch.isEmpty()) {
            finished();
            return;
        }
        write(batch).subscribe().with(done -> finished(), failure -> {
            batch.forEach(append -> append.durable().completeExceptionally(failure));
            finished();
        });
    }

    private void finished() {
        writing.set(false);
        writeNext();
    }

    private Uni<Void> write(List<Append> batch) {
        return rows.insertFenced(batch)
                .invoke(written -> settle(batch, written))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.debugf("shared commit of %d appends failed, repeating one by one: %s", batch.size(), failure);
                    return oneByOne(batch);
                });
    }

    private void settle(List<Append> batch, Set<RowKey> written) {
        batchSizes.record(written.size());
        Set<UUID> touched = new HashSet<>();
        for (Append append : batch) {
            if (append.entries().stream().allMatch(entry -> written.contains(RowKey.of(entry)))) {
                append.durable().complete(null);
                touched.add(append.taskId());
            } else {
                append.durable().completeExceptionally(new LeaseLost(append.taskId()));
            }
        }
        signal.appended(touched);
    }

    private Uni<Void> oneByOne(List<Append> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(this::alone)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> alone(Append append) {
        Uni<Set<RowKey>> insert = rows.insertFenced(List.of(append))
                .onFailure(JournalWriter::alreadyThere)
                .recoverWithUni(conflict -> rows.alreadyWritten(append));
        return Outage.outlast(insert, GIVE_UP)
                .invoke(written -> settle(List.of(append), written))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    append.durable().completeExceptionally(new JournalUnavailable("append failed", failure));
                    return Uni.createFrom().voidItem();
                });
    }

    /** Unique violation: our own row from a commit whose answer was lost, or another worker's at the same place. */
    private static boolean alreadyThere(Throwable failure) {
        return failure instanceof PgException refused && "23505".equals(refused.getSqlState());
    }
}
