package dev.koda.platform.outbox;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "password",
        "new_password",
        "api_key",
        "apiKey",
        "Authorization",
        "session_cookie",
        "recovery_code",
        "client_secret"
    })
    void valuesOfSecretKeysAreReplaced(String key) {
        assertThat(Redaction.of(key, "anything")).isEqualTo(Redaction.REDACTED);
    }

    @ParameterizedTest
    @CsvSource({"token_id", "token_name", "key_hint", "reason", "password_policy", "identifier"})
    void valuesThatOnlyTellAboutASecretStay(String key) {
        assertThat(Redaction.of(key, "anything")).isEqualTo("anything");
    }

    @Test
    void numbersStayWhateverTheirKey() {
        assertThat(Redaction.of("output_tokens", 12)).isEqualTo(12);
    }

    @Test
    void secretsInsideTextAndStructuresAreFound() {
        Object redacted =
                Redaction.of("request", Map.of("headers", List.of("Bearer abcdefghijklmnopqrstuvwxyz"), "token", "t"));

        assertThat(redacted).isEqualTo(Map.of("headers", List.of(Redaction.REDACTED), "token", Redaction.REDACTED));
    }
}
