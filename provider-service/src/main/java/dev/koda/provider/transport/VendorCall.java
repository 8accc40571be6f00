package dev.koda.provider.transport;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

import dev.koda.provider.adapter.AnswerReader;
import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.WireFormat;
import dev.koda.provider.connection.Timeouts;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;

/**
 * One HTTP call of a vendor from request to last token, on one event loop. Stands between the wire format's reader and
 * the caller's sink to watch the deadlines and to end exactly once.
 */
final class VendorCall implements RunningCall, AnswerSink {

    private final Context context;
    private final WireFormat format;
    private final Ask ask;
    private final AnswerSink sink;
    private final ErrorBodies errors;
    private final Watch watch;
    private HttpClientRequest request;
    private HttpClientResponse response;
    private AnswerReader reader;
    private boolean paused;
    private boolean over;

    VendorCall(Vertx vertx, Timeouts timeouts, WireFormat format, Ask ask, AnswerSink sink, ErrorBodies errors) {
        this.context = vertx.getOrCreateContext();
        this.format = format;
        this.ask = ask;
        this.sink = sink;
        this.errors = errors;
        this.watch = new Watch(vertx, timeouts, this::abort);
    }

    void start() {
        watch.start();
    }

    /** The connection is there: send and read. */
    void send(HttpClientRequest connected, Buffer body) {
        request = connected;
        if (over) {
            connected.reset();
            return;
        }
        connected.send(body).onComplete(answered -> {
            if (answered.succeeded()) {
                answered(answered.result());
            } else {
                fail(TransportFailures.beforeAnswer(answered.cause()));
            }
        });
    }

    void fail(VendorFailure failure) {
        if (!over) {
            over = true;
            watch.stop();
            sink.failed(failure);
        }
    }

    private void answered(HttpClientResponse answer) {
        if (over) {
            return;
        }
        response = answer;
        request.headers().clear(); // they are sent, the credential among them, and a stream may be open for long
        watch.sign();
        if (paused) {
            answer.pause();
        }
        answer.exceptionHandler(broken -> fail(TransportFailures.inAnswer(broken)));
        if (answer.statusCode() / 100 == 2) {
            reader = format.reader(ask, this);
            answer.handler(this::chunk).endHandler(end -> read(reader::end));
        } else {
            errors.read(format, ask, answer)
                    .onComplete(
                            read -> fail(read.succeeded() ? read.result() : TransportFailures.inAnswer(read.cause())));
        }
    }

    private void chunk(Buffer chunk) {
        watch.sign();
        read(() -> reader.feed(chunk));
    }

    /** Runs the reader; what it throws ends the call, for instance a vendor that talks no JSON. */
    private void read(Runnable step) {
        if (over) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException malformed) {
            abort(TransportFailures.inAnswer(malformed));
        }
    }

    private void abort(VendorFailure failure) {
        fail(failure);
        reset();
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }

    @Override
    public void pause() {
        context.runOnContext(here -> {
            paused = true;
            watch.paused(true);
            if (response != null) {
                response.pause();
            }
        });
    }

    @Override
    public void resume() {
        context.runOnContext(here -> {
            paused = false;
            watch.paused(false);
            if (response != null) {
                response.resume();
            }
        });
    }

    @Override
    public void cancel() {
        context.runOnContext(here -> {
            if (!over) {
                over = true;
                watch.stop();
                reset();
            }
        });
    }

    @Override
    public void text(String text) {
        watch.begun();
        sink.text(text);
    }

    @Override
    public void reasoning(String text) {
        watch.begun();
        sink.reasoning(text);
    }

    @Override
    public void progress(int characters) {
        watch.begun();
        sink.progress(characters);
    }

    @Override
    public void usageSoFar(Usage usage) {
        sink.usageSoFar(usage);
    }

    @Override
    public void toolCall(ToolCall call) {
        sink.toolCall(call);
    }

    @Override
    public void done(Finish finish) {
        if (!over) {
            over = true;
            watch.stop();
            sink.done(new Finish(finish.reason(), finish.usage(), RequestIds.of(response, finish)));
        }
    }

    @Override
    public void failed(VendorFailure failure) {
        fail(failure);
    }
}
