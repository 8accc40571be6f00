package dev.koda.provider.adapter;

import java.io.ByteArrayOutputStream;

import io.vertx.core.buffer.Buffer;

/**
 * Reads {@code text/event-stream}. The event's name is not passed on: every vendor repeats it inside the data. An event
 * that the end of the stream cut off is dropped, as the standard says.
 */
public final class ServerSentEvents {

    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private final Lines lines = new Lines(this::line);
    private final Lines.Taker taker;

    /** Of the event that is arriving; null between events, where a stream waits longest. */
    private ByteArrayOutputStream data;

    public ServerSentEvents(Lines.Taker taker) {
        this.taker = taker;
    }

    public void feed(Buffer chunk) {
        lines.feed(chunk);
    }

    private void line(byte[] bytes, int from, int to) {
        if (from == to) {
            dispatch();
        } else if (isData(bytes, from, to)) {
            int start = from + DATA.length;
            start += start < to && bytes[start] == ' ' ? 1 : 0;
            if (data == null) {
                data = new ByteArrayOutputStream(to - start);
            } else {
                data.write('\n');
            }
            data.write(bytes, start, to - start);
        }
    }

    private void dispatch() {
        if (data != null) {
            byte[] event = data.toByteArray();
            data = null;
            taker.line(event, 0, event.length);
        }
    }

    private static boolean isData(byte[] bytes, int from, int to) {
        if (to - from < DATA.length) {
            return false;
        }
        for (int at = 0; at < DATA.length; at++) {
            if (bytes[from + at] != DATA[at]) {
                return false;
            }
        }
        return true;
    }
}
