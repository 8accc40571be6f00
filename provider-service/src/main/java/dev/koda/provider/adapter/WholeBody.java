package dev.koda.provider.adapter;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

/** Collects an answer that comes in one piece and hands it over as JSON; one cut short is a truncated stream. */
public final class WholeBody implements AnswerReader {

    /** The largest answer taken. */
    private static final int LARGEST = 32 * 1024 * 1024;

    private final Consumer<JsonNode> taker;
    private final Buffer body = Buffer.buffer();

    public WholeBody(Consumer<JsonNode> taker) {
        this.taker = taker;
    }

    @Override
    public void feed(Buffer chunk) {
        if (body.length() + chunk.length() > LARGEST) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's answer exceeds 32 MiB.");
        }
        body.appendBuffer(chunk);
    }

    @Override
    public void end() {
        if (body.length() == 0) {
            throw VendorFailure.of(Failure.TRUNCATED_STREAM, "The vendor's answer is empty.");
        }
        byte[] bytes = body.getBytes();
        taker.accept(VendorJson.parse(bytes, 0, bytes.length));
    }
}
