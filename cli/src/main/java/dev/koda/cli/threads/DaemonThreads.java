package dev.koda.cli.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads of the system, one for each thing to do; none keeps the process alive.
 *
 * <p>Not virtual ones: up to JDK 25 a virtual thread that waits until another has initialised a class keeps its carrier, and
 * there are as many carriers as processors. On two of them {@code koda status} stood still for ever: two threads kept both
 * carriers, waiting inside initialisers of classes, and the one that held what they waited for had none to go on with.
 */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** A new thread for each task; closing it waits for all of them without an end, {@code shutdownNow} does not. */
    public static ExecutorService perTask() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("koda-", 0).factory());
    }
}
