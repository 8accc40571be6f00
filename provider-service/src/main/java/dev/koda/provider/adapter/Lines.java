package dev.koda.provider.adapter;

import java.util.Arrays;

import io.vertx.core.buffer.Buffer;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

/** Cuts a byte stream into lines, wherever the network cut it. Line ends are LF or CRLF and not part of the line. */
public final class Lines {

    /** The longest line taken; a Gemini chunk with an image stays below. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final Taker taker;
    private byte[] held = NOTHING;

    /** Takes a line; the array is valid only during the call. */
    @FunctionalInterface
    public interface Taker {
        void line(byte[] bytes, int from, int to);
    }

    public Lines(Taker taker) {
        this.taker = taker;
    }

    public void feed(Buffer chunk) {
        byte[] bytes = joined(chunk.getBytes());
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                taker.line(bytes, from, at > from && bytes[at - 1] == '\r' ? at - 1 : at);
                from = at + 1;
            }
        }
        held = from == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, from, bytes.length);
        if (held.length > LONGEST) {
            throw VendorFailure.of(Failure.UNKNOWN, "A line of the vendor's stream exceeds 8 MiB.");
        }
    }

    /** Hands over a last line without an end. */
    public void end() {
        if (held.length > 0) {
            byte[] last = held;
            held = NOTHING;
            taker.line(last, 0, last.length);
        }
    }

    private byte[] joined(byte[] fresh) {
        if (held.length == 0) {
            return fresh;
        }
        byte[] both = Arrays.copyOf(held, held.length + fresh.length);
        System.arraycopy(fresh, 0, both, held.length, fresh.length);
        return both;
    }
}
