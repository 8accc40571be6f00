package dev.koda.runtime.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Many hints, one wake-up. Drained before the claim, so that a hint during the claim is not lost. */
final class WakeUp {
    private final Semaphore hints = new Semaphore(0);

    void now() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    void drain() {
        hints.drainPermits();
    }

    void await(Duration most) throws InterruptedException {
        if (hints.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            hints.drainPermits();
        }
    }
}
