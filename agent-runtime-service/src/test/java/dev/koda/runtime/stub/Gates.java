package dev.koda.runtime.stub;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Doors that a test opens by name; who comes early waits. */
final class Gates {
    /** Longer than any test holds a turn. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    /** Lets all go on that wait there, and those that come later. */
    void open(String gate) {
        gate(gate).countDown();
    }

    void waitAt(String gate) {
        try {
            var unused = gate(gate).await(LONGEST_HOLD.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }
}
