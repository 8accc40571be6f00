package dev.koda.provider.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.vertx.core.Vertx;

import dev.koda.provider.connection.Timeouts;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

/**
 * The three deadlines of one call, by one timer: it is set for the earliest deadline and, when it fires, set again for
 * what is left, so that a token costs no timer.
 */
final class Watch {

    private final Vertx vertx;
    private final Timeouts timeouts;
    private final Consumer<VendorFailure> expired;
    private final long startedAt = System.nanoTime();
    private long lastSign = startedAt;
    private boolean begun;
    private boolean paused;
    private long timer = -1;

    Watch(Vertx vertx, Timeouts timeouts, Consumer<VendorFailure> expired) {
        this.vertx = vertx;
        this.timeouts = timeouts;
        this.expired = expired;
    }

    void start() {
        // the shortest of all, also of the one that begins later: the timer is not set anew by the first token
        arm(Math.min(Math.min(timeouts.firstTokenMs(), timeouts.idleMs()), timeouts.totalMs()));
    }

    /** Bytes arrived. */
    void sign() {
        lastSign = System.nanoTime();
    }

    /** The first piece of the answer arrived. */
    void begun() {
        begun = true;
    }

    /** Our side does not read: silence is not the vendor's. */
    void paused(boolean now) {
        paused = now;
        sign();
    }

    void stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    private void arm(long milliseconds) {
        timer = vertx.setTimer(Math.max(1, milliseconds), fired -> check());
    }

    private void check() {
        timer = -1;
        long total = timeouts.totalMs() - since(startedAt);
        long silence = silenceLeft();
        if (total <= 0) {
            expire("total_timeout", "The answer took longer than " + timeouts.totalMs() + " ms.");
        } else if (silence <= 0 && !begun) {
            expire("first_token_timeout", "No first token within " + timeouts.firstTokenMs() + " ms.");
        } else if (silence <= 0) {
            expire("idle_timeout", "No further token within " + timeouts.idleMs() + " ms.");
        } else {
            arm(Math.min(total, silence));
        }
    }

    private long silenceLeft() {
        if (paused) {
            return timeouts.idleMs();
        }
        return begun ? timeouts.idleMs() - since(lastSign) : timeouts.firstTokenMs() - since(startedAt);
    }

    private void expire(String code, String detail) {
        expired.accept(VendorFailure.transport(Failure.TIMEOUT, code, detail));
    }

    private static long since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
