package dev.koda.runtime.completion;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Lines of a streamed answer, handed from the HTTP client's thread to the virtual thread that waits for them, with a
 * bound in number and in silence.
 */
final class SseLines implements Flow.Subscriber<String> {
    private static final int BOUND = 256;

    /** What can come out of the stream: a line, or its end with or without a reason. */
    record Signal(String line, boolean ended, Throwable failure) {}

    /** One more than may be requested, so that the end always finds room. */
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(BOUND + 2);

    private volatile Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(BOUND);
    }

    @Override
    public void onNext(String line) {
        put(new Signal(line, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        put(new Signal(null, true, failure));
    }

    @Override
    public void onComplete() {
        put(new Signal(null, true, null));
    }

    /** The next signal; silence is an end with a reason. */
    Signal next(Duration patience) throws InterruptedException {
        Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (signal == null) {
            return new Signal(null, true, new IllegalStateException("silent for " + patience));
        }
        if (!signal.ended() && subscription != null) {
            subscription.request(1);
        }
        return signal;
    }

    /** Closes the connection; harmless when it is closed. */
    void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    private void put(Signal signal) {
        if (!signals.offer(signal)) {
            throw new IllegalStateException("more lines than requested");
        }
    }
}
