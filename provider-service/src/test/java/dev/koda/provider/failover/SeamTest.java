package dev.koda.provider.failover;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SeamTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The quick brown fox | ' jumps over' | The quick brown fox jumps over
            The quick brown fox | The quick brown fox jumps | The quick brown fox jumps
            The quick brown fox | brown fox jumps | The quick brown fox jumps
            The quick brown fox | Something else | The quick brown foxSomething else
            The quick brown fox | ' fox' | The quick brown fox fox
            '' | Anything | Anything
            The quick brown fox | The quick brown fox | The quick brown fox
            """)
    void joinsWithoutShowingAnythingTwice(String shown, String peer, String expected) {
        for (int size = 1; size <= Math.max(1, peer.length()); size++) {
            var out = new StringBuilder(shown);
            var seam = new Seam(shown, out::append);
            for (int from = 0; from < peer.length(); from += size) {
                seam.text(peer.substring(from, Math.min(peer.length(), from + size)));
            }
            seam.end();
            assertThat(out.toString()).as("in pieces of %d", size).isEqualTo(expected);
        }
    }

    @Test
    void wordsThatWereNeverShownAreNotHeldBack() {
        var out = new StringBuilder();
        var seam = new Seam("The quick brown fox", out::append);
        seam.text("zebra");
        assertThat(out.toString()).isEqualTo("zebra");
    }
}
