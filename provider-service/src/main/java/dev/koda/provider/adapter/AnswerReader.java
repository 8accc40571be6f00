package dev.koda.provider.adapter;

import io.vertx.core.buffer.Buffer;

/**
 * Reads one successful answer, chunk by chunk as the network cuts it, into a sink. Called from one event loop.
 * Whatever is malformed throws; the caller turns that into a failure.
 */
public interface AnswerReader {

    void feed(Buffer chunk);

    /** The vendor closed the answer: it is either complete by now or truncated. */
    void end();
}
