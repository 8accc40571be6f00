package dev.koda.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs an operation from a fixed number of clients, each starting the next one when its last has ended, so that the load
 * never outruns what is measured. Clients are virtual threads, so the operation may block; one that computes is
 * {@link #computing()}. A failed operation is counted, not
 * thrown.
 */
public final class ClosedLoop {
    private final int clients;
    private final Duration length;
    private final Duration pace;
    private final ThreadFactory threads;

    public ClosedLoop(int clients, Duration length) {
        this(clients, length, Duration.ZERO, Thread.ofVirtual().factory());
    }

    private ClosedLoop(int clients, Duration length, Duration pace, ThreadFactory threads) {
        this.clients = clients;
        this.length = length;
        this.pace = pace;
        this.threads = threads;
    }

    /** The same, but each client starts an operation no sooner than this after its last start. */
    public ClosedLoop every(Duration between) {
        return new ClosedLoop(clients, length, between, threads);
    }

    /** The same on threads of the system: a virtual one that never waits lets no other go on. */
    public ClosedLoop computing() {
        return new ClosedLoop(clients, length, pace, Thread.ofPlatform().factory());
    }

    /** How long one run takes. */
    public Duration length() {
        return length;
    }

    /** Runs the operation until the time is over; an operation under way is waited for. */
    public Measured run(Callable<?> operation) throws InterruptedException {
        AtomicLong failed = new AtomicLong();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        List<Future<List<Long>>> results = new ArrayList<>();
        try (var started = Executors.newThreadPerTaskExecutor(threads)) {
            for (int client = 0; client < clients; client++) {
                results.add(started.submit(() -> oneClient(operation, end, failed)));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] latencies = results.stream()
                .flatMap(result -> of(result).stream())
                .mapToLong(Long::longValue)
                .toArray();
        return new Measured(latencies.length, failed.get(), seconds, latencies);
    }

    private List<Long> oneClient(Callable<?> operation, long end, AtomicLong failed) throws InterruptedException {
        List<Long> latencies = new ArrayList<>();
        while (System.nanoTime() < end) {
            long before = System.nanoTime();
            try {
                operation.call();
                latencies.add(System.nanoTime() - before);
            } catch (Exception failure) {
                failed.incrementAndGet();
            }
            long early = pace.toNanos() - (System.nanoTime() - before);
            if (early > 0) {
                Thread.sleep(Duration.ofNanos(early));
            }
        }
        return latencies;
    }

    private static List<Long> of(Future<List<Long>> result) {
        try {
            return result.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("a client of the load did not end", failure);
        }
    }
}
