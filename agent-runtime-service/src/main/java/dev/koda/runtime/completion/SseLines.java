package dev.koda.runtime.completion;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Lines of a streamed answer. The HTTP client's threads hand over pieces as they come in, bounded in number; the virtual
 * thread that waits for them, with a bound in silence, takes the lines out.
 */
final class SseLines implements Flow.Subscriber<List<ByteBuffer>> {
    /** Pieces of at most 16 KiB each. */
    private static final int BOUND = 16;

    /** What can come out of the stream: a line, or its end with or without a reason. */
    record Signal(String line, boolean ended, Throwable failure) {}

    /** What the client handed over: bytes, or the end. */
    private record Piece(List<ByteBuffer> bytes, Throwable failure) {}

    /** One more than may be requested, so that the end always finds room. */
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(BOUND + 2);

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private List<ByteBuffer> present = List.of();
    private volatile Flow.Subscription subscription;
    private volatile boolean heard;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(BOUND);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        put(new Piece(bytes, null));
    }

    @Override
    public void onError(Throwable failure) {
        put(new Piece(null, failure));
    }

    @Override
    public void onComplete() {
        put(new Piece(null, null));
    }

    /** The next signal; silence is an end with a reason. */
    Signal next(Duration patience) throws InterruptedException {
        while (!lineComplete()) {
            Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                return new Signal(null, true, new IllegalStateException("silent for " + patience));
            }
            if (piece.bytes() == null) {
                return new Signal(null, true, piece.failure());
            }
            present = piece.bytes();
            subscription.request(1);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return new Signal(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, false, null);
    }

    /** Moves bytes of the present piece into the line until it ends; false when the piece ended first. */
    private boolean lineComplete() {
        for (ByteBuffer bytes : present) {
            int end = bytes.position();
            while (end < bytes.limit() && bytes.get(end) != '\n') {
                end++;
            }
            byte[] part = new byte[end - bytes.position()];
            bytes.get(part);
            line.writeBytes(part);
            if (bytes.hasRemaining()) {
                bytes.get();
                return true;
            }
        }
        return false;
    }

    /** Nobody reads on: what still comes is the end of the stream, heard out so that the connection can be used again. */
    void hearOut() {
        heard = true;
        subscription.request(Long.MAX_VALUE);
    }

    /** Closes the connection; harmless when it is closed. */
    void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    private void put(Piece piece) {
        if (!heard && !pieces.offer(piece)) {
            throw new IllegalStateException("more than requested");
        }
    }
}
