package dev.koda.runtime.completion;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream's lines, however the network cut it into pieces. */
class SseLinesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SseLines lines = new SseLines();
    private boolean cancelled;

    SseLinesTest() {
        lines.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                // the test hands over what it wants
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    @Test
    void aLineIsWholeWhereverItWasCut() throws Exception {
        byte[] stream = "event: delta\r\ndata: {\"text\":\"größer 🙂\"}\n\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= stream.length; cut++) {
            lines.onNext(List.of(
                    ByteBuffer.wrap(stream, 0, cut).asReadOnlyBuffer(),
                    ByteBuffer.wrap(stream, cut, stream.length - cut).asReadOnlyBuffer()));

            assertThat(threeLines()).containsExactly("event: delta", "data: {\"text\":\"größer 🙂\"}", "");
        }
    }

    @Test
    void aLineMayComeInPiecesOfOneByte() throws Exception {
        for (byte each : "data: ü\n".getBytes(StandardCharsets.UTF_8)) {
            lines.onNext(List.of(ByteBuffer.wrap(new byte[] {each})));
        }

        assertThat(lines.next(PATIENCE).line()).isEqualTo("data: ü");
    }

    @Test
    void anEndAndSilenceAreToldApart() throws Exception {
        assertThat(lines.next(Duration.ofMillis(1)).failure()).hasMessageContaining("silent");

        lines.onComplete();

        assertThat(lines.next(PATIENCE)).isEqualTo(new SseLines.Signal(null, true, null));
    }

    @Test
    void whatComesAfterTheLastEventIsHeardOutAndDropped() throws Exception {
        lines.onNext(List.of(ByteBuffer.wrap("\n".getBytes(StandardCharsets.UTF_8))));
        lines.hearOut();
        for (int i = 0; i < 100; i++) {
            lines.onNext(List.of(ByteBuffer.wrap(new byte[] {'x'})));
        }
        lines.onComplete();

        assertThat(lines.next(PATIENCE).line()).isEmpty();
        assertThat(cancelled).isFalse();
    }

    private List<String> threeLines() throws InterruptedException {
        List<String> read = new ArrayList<>();
        while (read.size() < 3) {
            read.add(lines.next(PATIENCE).line());
        }
        return read;
    }
}
