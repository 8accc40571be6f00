package dev.koda.provider.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Takes usage from the calls without making them wait and writes it in batches. What a crash takes with it (at most a
 * flush interval) is not lost to the budgets: its reservations are released after their time.
 */
@Singleton
public class UsageWriter {

    private static final Logger LOG = Logger.getLogger(UsageWriter.class);

    /** Records that may wait while the database is away; beyond it the oldest information is worth less than the heap. */
    private static final int CAPACITY = 50_000;

    private static final int BATCH = 1_000;

    /** Milliseconds between two writes, and so the longest time for which a settled call still counts as reserved. */
    private static final long FLUSH_MS = 200;

    private final UsageRows rows;
    private final Vertx vertx;
    private final BlockingQueue<UsageRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final List<UsageRecord> unwritten = new ArrayList<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Counter dropped;

    UsageWriter(UsageRows rows, Vertx vertx, MeterRegistry meters) {
        this.rows = rows;
        this.vertx = vertx;
        this.dropped = Counter.builder("koda_provider_usage_dropped_total")
                .description("Usage records lost because the database was away too long")
                .register(meters);
    }

    /** Takes a record; never blocks. */
    public void add(UsageRecord record) {
        if (!waiting.offer(record)) {
            dropped.increment();
        }
    }

    void start(@Observes StartupEvent started) {
        // a timer of its own, because the scheduler goes no finer than a second
        vertx.setPeriodic(FLUSH_MS, tick -> flush().subscribe()
                .with(done -> LOG.trace("usage flushed"), failure -> LOG.debugf("usage not flushed: %s", failure)));
    }

    Uni<Void> flush() {
        if (!writing.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        waiting.drainTo(unwritten, BATCH - unwritten.size());
        if (unwritten.isEmpty()) {
            writing.set(false);
            return Uni.createFrom().voidItem();
        }
        return rows.write(List.copyOf(unwritten))
                .invoke(unwritten::clear)
                .onTermination()
                .invoke(() -> writing.set(false))
                .chain(() ->
                        waiting.size() >= BATCH ? flush() : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("usage not written yet, tried again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    void lastFlush(@Observes ShutdownEvent stopping) {
        try {
            VertxContextSupport.subscribeAndAwait(this::flush);
        } catch (Throwable failure) {
            LOG.warnf("last usage not written: %s", failure.toString());
        }
    }
}
