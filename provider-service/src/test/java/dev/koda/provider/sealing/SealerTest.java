package dev.koda.provider.sealing;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealerTest {

    private final MasterKey old = MasterKey.of(new byte[32]);
    private final MasterKey fresh =
            MasterKey.of("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @Test
    void opensWhatItSealedAndNamesTheKeyInEveryCiphertext() {
        var sealer = new Sealer(List.of(old));
        String text = sealer.seal("sk-secret", "connection/openai/credential");
        assertThat(text).startsWith("k1." + old.id() + ".").doesNotContain("sk-secret");
        assertThat(sealer.open(text, "connection/openai/credential")).isEqualTo("sk-secret");
        assertThat(sealer.seal("sk-secret", "connection/openai/credential")).isNotEqualTo(text);
    }

    @Test
    void aValueMovedElsewhereDoesNotOpen() {
        var sealer = new Sealer(List.of(old));
        String text = sealer.seal("sk-secret", "connection/openai/credential");
        assertThatThrownBy(() -> sealer.open(text, "connection/groq/credential"))
                .isInstanceOf(MasterKeyRefused.class);
    }

    @Test
    void theWrongKeyNamesTheOneThatIsNeeded() {
        String text = new Sealer(List.of(old)).seal("x", "p");
        assertThatThrownBy(() -> new Sealer(List.of(fresh)).open(text, "p"))
                .isInstanceOf(MasterKeyRefused.class)
                .hasMessageContaining("needs key " + old.id())
                .hasMessageContaining(fresh.id());
    }

    @Test
    void rewrappingMovesTheValueToTheNewestKeyAndIsDoneOnce() {
        String text = new Sealer(List.of(old)).seal("x", "p");
        var both = new Sealer(List.of(old, fresh));
        String moved = both.rewrap(text, "p").orElseThrow();
        assertThat(moved).startsWith("k1." + fresh.id() + ".");
        assertThat(new Sealer(List.of(fresh)).open(moved, "p")).isEqualTo("x");
        assertThat(both.rewrap(moved, "p")).isEmpty();
    }

    @Test
    void aSecretDoesNotPrint() {
        var secret = new Secret("sk-0123456789abcd");
        assertThat(secret.toString()).doesNotContain("sk-");
        assertThat(secret.hint()).isEqualTo("abcd");
        assertThat(new Secret("short").hint()).isEmpty();
        assertThat(secret.maskedIn("key sk-0123456789abcd is bad")).isEqualTo("key ••• is bad");
    }
}
