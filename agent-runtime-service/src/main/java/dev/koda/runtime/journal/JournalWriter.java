package dev.koda.runtime.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
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
    private final Context loop;
    private final JournalRows rows;
    private final JournalLine line;
    private final JournalSignal signal;
    private final DistributionSummary batchSizes;
    private final Counter steps;

    JournalWriter(Vertx vertx, JournalRows rows, JournalSignal signal, MeterRegistry metrics) {
        this.loop = VertxContext.getRootContext(vertx.getOrCreateContext());
        this.rows = rows;
        this.line = rows.line();
        this.signal = signal;
        this.steps = metrics.counter("koda_runtime_steps");
        this.batchSizes = metrics.summary("koda_runtime_journal_batch_rows");
        metrics.gauge("koda_runtime_journal_queue", queue, BlockingQueue::size);
    }

    /**
     * Hands rows over behind those of the task's append before; the future completes once they are durable, or fails,
     * with {@link LeaseLost} where another worker holds the task. It fails too when the append before has failed.
     */
    CompletableFuture<Void> append(UUID owner, List<JournalEntry> entries, CompletableFuture<Void> before)
            throws InterruptedException {
        Append append = Append.of(owner, entries, before);
        if (!queue.offer(append, GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
            throw new JournalUnavailable("the journal's queue stayed full", null);
        }
        if (writing.compareAndSet(false, true)) {
            // always the same event loop, so that its connection is there too and no commit is handed from thread to
            // thread
            loop.runOnContext(begin -> writeNext());
        }
        return append.durable();
    }

    /** Writes one batch after the other until nothing waits; on the event loop, by whoever set {@link #writing}. */
    private void writeNext() {
        List<Append> batch = new ArrayList<>();
        queue.drainTo(batch, BATCH);
        batch.removeIf(Append::fallsWithItsPredecessor);
        if (!batch.isEmpty()) {
            write(batch).onComplete(done -> {
                if (done.failed()) {
                    batch.forEach(append -> append.durable().completeExceptionally(done.cause()));
                }
                writeNext();
            });
            return;
        }
        writing.set(false);
        if (!queue.isEmpty() && writing.compareAndSet(false, true)) {
            writeNext();
        }
    }

    private Future<Void> write(List<Append> batch) {
        return insert(batch).map(written -> settled(batch, written)).recover(failure -> {
            LOG.debugf("shared commit of %d appends failed, repeating one by one: %s", batch.size(), failure);
            return oneByOne(batch);
        });
    }

    /** The appends that are written as a whole; where the fence kept rows out, the table says whose. */
    private Future<Set<Append>> insert(List<Append> batch) {
        int expected = batch.stream().mapToInt(Append::size).sum();
        return line.connection()
                .compose(connection -> rows.insertFenced(connection, batch))
                .onFailure(line::failed)
                .compose(inserted ->
                        inserted == expected ? Future.succeededFuture(Set.copyOf(batch)) : rows.written(batch));
    }

    private Void settled(List<Append> batch, Set<Append> written) {
        batchSizes.record(written.stream().mapToInt(Append::size).sum());
        steps.increment(written.stream().mapToInt(Append::steps).sum());
        for (Append append : batch) {
            if (written.contains(append)) {
                append.durable().complete(null);
            } else {
                append.durable().completeExceptionally(new LeaseLost(append.taskId()));
            }
        }
        signal.appended(written.stream().map(Append::taskId).collect(Collectors.toSet()));
        return null;
    }

    private Future<Void> oneByOne(List<Append> batch) {
        Future<Void> all = Future.succeededFuture();
        for (Append append : batch) {
            all = all.compose(before -> alone(append));
        }
        return all;
    }

    private Future<Void> alone(Append append) {
        if (append.fallsWithItsPredecessor()) {
            return Future.succeededFuture();
        }
        List<Append> batch = List.of(append);
        Uni<Set<Append>> insert = Uni.createFrom().completionStage(() -> onLoop(() -> insert(batch)
                        .recover(failure -> alreadyThere(failure) ? rows.written(batch) : Future.failedFuture(failure)))
                .toCompletionStage());
        return Future.fromCompletionStage(Outage.outlast(insert, GIVE_UP).subscribeAsCompletionStage(), loop)
                .map(written -> settled(batch, written))
                .otherwise(failure -> {
                    append.durable().completeExceptionally(new JournalUnavailable("append failed", failure));
                    return null;
                });
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        loop.runOnContext(
                begin -> Future.succeededFuture().compose(ready -> work.get()).onComplete(promise));
        return promise.future();
    }

    /** Unique violation: our own row from a commit whose answer was lost, or another worker's at the same place. */
    private static boolean alreadyThere(Throwable failure) {
        return failure instanceof PgException refused && "23505".equals(refused.getSqlState());
    }
}
