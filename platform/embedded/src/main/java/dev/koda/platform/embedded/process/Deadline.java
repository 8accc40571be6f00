package dev.koda.platform.embedded.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment on the monotonic clock after which waiting ends. */
public record Deadline(long endNanos) {

    private static final Duration POLL = Duration.ofMillis(50);

    public static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    public boolean passed() {
        return left().isZero();
    }

    /** Polls every 50 ms until the condition holds; false when the time is over first or the thread is interrupted. */
    public boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed() || !pause(POLL)) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause(Duration span) {
        try {
            Thread.sleep(span);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
