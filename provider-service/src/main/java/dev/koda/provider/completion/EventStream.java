package dev.koda.provider.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import dev.koda.provider.transport.RunningCall;

/**
 * Writes server-sent events straight to the connection, without a reactive type in between: one write per token, the
 * vendor slowed down while the client does not read, the answer broken off when the client goes away.
 *
 * <p>The response begins with the first event, so that a failure before it can still be a problem with its own status.
 */
public final class EventStream {

    /** Time between keep-alive comments. */
    private static final long KEEP_ALIVE_MS = 15_000;

    private static final Buffer KEEP_ALIVE = Buffer.buffer(": keep-alive\n\n");

    private final HttpServerResponse response;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final Context context;
    private final long timer;

    /** Null once its headers are forgotten. */
    private HttpServerRequest request;

    private Watcher watcher;

    /** Not written yet; null when everything is. */
    private Buffer gathered;

    private RunningCall source;
    private boolean begun;
    private boolean slowed;
    private boolean over;

    public EventStream(HttpServerRequest request, HttpServerResponse response, ObjectMapper json, Vertx vertx) {
        this.request = request;
        this.response = response;
        this.json = json;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.timer = vertx.setPeriodic(KEEP_ALIVE_MS, tick -> raw(KEEP_ALIVE));
    }

    /** Whoever is to know. */
    interface Watcher {

        /** The first event is about to be written. */
        void begun();

        /** The client is gone in the middle of the stream. */
        void gone();
    }

    void watch(Watcher who) {
        watcher = who;
    }

    /** The call whose answer is written; replaced when a peer takes over. */
    public void source(RunningCall call) {
        source = call;
        slowed = false;
    }

    /** Whether anything was written. */
    public boolean begun() {
        return begun;
    }

    /** Whether nothing more will be written. */
    boolean over() {
        return over;
    }

    /** Writes a named event; the name may be null. */
    public void event(String name, Object body) {
        byte[] bytes = bytes(body);
        Buffer buffer = Buffer.buffer(bytes.length + 32);
        if (name != null) {
            buffer.appendString("event: ").appendString(name).appendString("\n");
        }
        raw(buffer.appendString("data: ").appendBytes(bytes).appendString("\n\n"));
    }

    /**
     * Writes an event that is put together already. What the vendor's last piece of network held comes in one go and
     * goes out in one: a system call for each token costs more than all the rest of it.
     */
    public void raw(Buffer event) {
        if (over || response.closed()) {
            return;
        }
        if (!begun) {
            begin();
        }
        if (gathered == null) {
            gathered = Buffer.buffer(event.length() * 2);
            context.runOnContext(afterwards -> flush());
        }
        gathered.appendBuffer(event);
    }

    /** Ends the answer. */
    public void end() {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            response.end(gathered == null ? Buffer.buffer() : gathered);
        }
    }

    /** Writes nothing more: the client is gone, or the response is somebody else's, who then finds it untouched. */
    public void abandon() {
        over = true;
        vertx.cancelTimer(timer);
    }

    private void flush() {
        if (over || response.closed()) {
            return;
        }
        response.write(gathered);
        gathered = null;
        forgetHeaders();
        if (!slowed && source != null && response.writeQueueFull()) {
            slowed = true;
            source.pause();
        }
    }

    /** All was read and sent of them, and with a credential they are a tenth of what an open stream holds. */
    private void forgetHeaders() {
        if (request != null) {
            request.headers().clear();
            response.headers().clear();
            response.headersEndHandler(null); // the REST layer's, with all that it knows of the request
            request = null;
        }
    }

    private void begin() {
        begun = true;
        response.setStatusCode(200)
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        response.drainHandler(drained -> drained());
        response.closeHandler(closed -> watcher.gone());
        watcher.begun();
    }

    private void drained() {
        if (slowed && source != null) {
            slowed = false;
            source.resume();
        }
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event did not write", impossible);
        }
    }
}
