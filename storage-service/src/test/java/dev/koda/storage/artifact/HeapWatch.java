package dev.koda.storage.artifact;

import java.lang.management.ManagementFactory;

/** How much more is alive on the heap than at the start, measured after a collection each time. */
final class HeapWatch {
    private final long start = alive();
    private long most;
    private int samples;

    void sample() {
        most = Math.max(most, alive() - start);
        samples++;
    }

    long mostAboveStart() {
        return most;
    }

    int samples() {
        return samples;
    }

    private static long alive() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
