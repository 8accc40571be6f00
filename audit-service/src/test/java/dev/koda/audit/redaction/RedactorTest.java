package dev.koda.audit.redaction;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactorTest {
    private final Redactor redactor = new Redactor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kpat_AbCdEfGhIjKlMnOp",
                "Bearer abcdefghijklmnop",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
                "sk-proj-abcdefghijklmnop",
                "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
                "AKIAIOSFODNN7EXAMPLE",
                "123456789:AAabcdefghijklmnopqrstuvwxyz0123456",
                "ABCD-EFGH-2345",
                "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----"
            })
    void whatLooksLikeASecretIsBlanked(String secret) {
        List<String> redacted = new ArrayList<>();
        String text = redactor.text("details.note", "before " + secret + " after", redacted);
        assertThat(text).isEqualTo("before [redacted] after");
        assertThat(redacted).containsExactly("details.note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "01981f2e-7c3a-7b12-9f00-1234567890ab",
                "01981F2E-7C3A-7B12-9F00-1234567890AB",
                "a basic idea of the bearer",
                "2026-01-31T12:00:00Z"
            })
    void ordinaryTextStaysAsItIs(String text) {
        List<String> redacted = new ArrayList<>();
        assertThat(redactor.text("user_agent", text, redacted)).isEqualTo(text);
        assertThat(redacted).isEmpty();
    }

    @Test
    void aPasswordInAnAddressIsBlanked() {
        assertThat(redactor.text("x", "postgresql://koda:hunter2@host/db", new ArrayList<>()))
                .isEqualTo("postgresql://[redacted]@host/db");
    }
}
