package dev.koda.provider.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Takes usage from the calls without making them wait and writes it in batches. What a crash takes with it (at most a
 * flush interval) is not lost to the budgets: its reservations are released after their time.
 */
@ApplicationScoped
public class UsageWriter {

    private static final Logger LOG = Logger.getLogger(UsageWriter.class);

    /** Records that may wait while the database is away; beyond it the oldest information is worth less than the heap. */
    private static final int CAPACITY = 50_000;

    private static final int BATCH = 1_000;

    private final UsageRows rows;
    private final BlockingQueue<UsageRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final List<UsageRecord> unwritten = new ArrayList<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Counter dropped;

    UsageWriter(UsageRows rows, MeterRegistry meters) {
        this.rows = rows;
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

    @Scheduled(identity = "usage-flush", every = "0.2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
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
