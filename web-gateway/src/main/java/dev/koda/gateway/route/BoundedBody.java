package dev.koda.gateway.route;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A request's body that breaks off once it is larger than allowed, for bodies that do not say their length. Passes
 * demand through, so back-pressure reaches the client. Belongs to one event loop.
 */
final class BoundedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final long most;
    private final Runnable onTooLarge;
    private Handler<Throwable> failed = failure -> {};
    private long seen;

    BoundedBody(ReadStream<Buffer> source, long most, Runnable onTooLarge) {
        this.source = source;
        this.most = most;
        this.onTooLarge = onTooLarge;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(handler == null ? null : chunk -> pass(chunk, handler));
        return this;
    }

    private void pass(Buffer chunk, Handler<Buffer> handler) {
        boolean was = seen > most;
        seen += chunk.length();
        if (seen <= most) {
            handler.handle(chunk);
        } else if (!was) {
            onTooLarge.run();
            failed.handle(new BodyTooLarge());
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        failed = handler == null ? failure -> {} : handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    /** The pipe's reason to stop. */
    static final class BodyTooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BodyTooLarge() {
            super("the body is larger than allowed", null, false, false);
        }
    }
}
