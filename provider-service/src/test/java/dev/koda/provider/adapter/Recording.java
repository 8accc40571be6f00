package dev.koda.provider.adapter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.vertx.core.buffer.Buffer;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.Finish;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reader told its sink. */
public final class Recording implements AnswerSink {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<Object> endings = new ArrayList<>();
    private Usage soFar = Usage.NONE;

    /** Reads recorded bytes, cut into pieces of a size. */
    public static Recording read(WireFormat format, Ask ask, String wire, int size) {
        byte[] bytes = wire.getBytes(StandardCharsets.UTF_8);
        return read(format, ask, bytes, bytes.length, size);
    }

    private static Recording read(WireFormat format, Ask ask, byte[] bytes, int length, int size) {
        var recording = new Recording();
        AnswerReader reader = format.reader(ask, recording);
        try {
            for (int from = 0; from < length; from += size) {
                reader.feed(Buffer.buffer(Arrays.copyOfRange(bytes, from, Math.min(length, from + size))));
            }
            reader.end();
        } catch (VendorFailure malformed) {
            recording.failed(malformed); // the transport turns it into the failure of the call
        }
        return recording;
    }

    /** Whatever the network cuts: however it is chunked the answer is the same. */
    public static Recording readInEveryChunking(WireFormat format, Ask ask, String wire) {
        Recording whole = read(format, ask, wire, Integer.MAX_VALUE / 2);
        for (int size : new int[] {1, 2, 3, 7, 16, 100}) {
            Recording chunked = read(format, ask, wire, size);
            assertThat(chunked.text()).isEqualTo(whole.text());
            assertThat(chunked.calls()).hasSameSizeAs(whole.calls());
            assertThat(chunked.endings).hasSize(1);
        }
        return whole;
    }

    /** Wherever the stream breaks: it ends once, never shows more than the whole, and makes no call unless complete. */
    public static void cutAtEveryPoint(WireFormat format, Ask ask, String wire) {
        byte[] bytes = wire.getBytes(StandardCharsets.UTF_8);
        String full = read(format, ask, wire, bytes.length).text();
        for (int length = 0; length < bytes.length; length++) {
            Recording cut = read(format, ask, bytes, length, 64);
            assertThat(cut.endings).as("endings when cut at %d", length).hasSize(1);
            assertThat(full).startsWith(cut.text());
            if (cut.endings.getFirst() instanceof VendorFailure failure) {
                assertThat(cut.calls()).isEmpty();
                assertThat(failure.failure()).isEqualTo(Failure.TRUNCATED_STREAM);
            }
        }
    }

    public String text() {
        return text.toString();
    }

    public String thoughts() {
        return reasoning.toString();
    }

    public List<ToolCall> calls() {
        return calls;
    }

    public Usage soFar() {
        return soFar;
    }

    public Finish finish() {
        assertThat(endings).singleElement().isInstanceOf(Finish.class);
        return (Finish) endings.getFirst();
    }

    public VendorFailure failure() {
        assertThat(endings).singleElement().isInstanceOf(VendorFailure.class);
        return (VendorFailure) endings.getFirst();
    }

    @Override
    public void text(String more) {
        text.append(more);
    }

    @Override
    public void reasoning(String more) {
        reasoning.append(more);
    }

    @Override
    public void toolCall(ToolCall call) {
        calls.add(call);
    }

    @Override
    public void usageSoFar(Usage usage) {
        soFar = usage;
    }

    @Override
    public void done(Finish finish) {
        endings.add(finish);
    }

    @Override
    public void failed(VendorFailure failure) {
        endings.add(failure);
    }
}
