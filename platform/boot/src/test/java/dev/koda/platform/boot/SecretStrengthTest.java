package dev.koda.platform.boot;

import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretStrengthTest {

    /** A fixed seed, so that a failure can be repeated. */
    private final SplittableRandom random = new SplittableRandom(20_261_126);

    @Test
    void whatTheUsualToolsMintIsAccepted() {
        assertThat(minted(32, HexFormat.of()::formatHex)).allMatch(SecretStrengthTest::isAccepted);
        assertThat(minted(16, HexFormat.of()::formatHex)).allMatch(SecretStrengthTest::isAccepted);
        assertThat(minted(48, Base64.getEncoder()::encodeToString)).allMatch(SecretStrengthTest::isAccepted);
        assertThat(minted(24, Base64.getUrlEncoder()::encodeToString)).allMatch(SecretStrengthTest::isAccepted);
    }

    @Test
    void aNameBesideARandomValueDoesNoHarm() {
        assertThat(isAccepted("koda-session-secret-4pE0mXkq2vTz7NcBf1WyUoJdR9hL"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replace-this-with-a-long-random-value-please",
                "<put 32 random bytes here, for example by openssl>",
                "my-super-secret-key-for-the-production-system",
                "your-session-secret-at-least-32-characters-long",
                "this-is-the-long-session-key-of-our-server",
                "please-change-me-32-bytes-long-secret-key",
                "0123456789abcdef0123456789abcdef",
                "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
                "abababababababababababababababababab",
                "11111111111111111111111111111111111112",
                "9876543210987654321098765432109876543210"
            })
    void whatAPersonTypesIsNot(String secret) {
        assertThat(SecretStrength.fault(secret)).isPresent();
    }

    private Stream<String> minted(int bytes, Function<byte[], String> form) {
        return Stream.generate(() -> {
                    byte[] secret = new byte[bytes];
                    random.nextBytes(secret);
                    return form.apply(secret);
                })
                .limit(2_000);
    }

    private static boolean isAccepted(String secret) {
        return SecretStrength.fault(secret).isEmpty();
    }
}
