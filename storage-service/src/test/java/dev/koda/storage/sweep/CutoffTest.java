package dev.koda.storage.sweep;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CutoffTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1d, 2026-01-30T12:00:00Z",
        "12h, 2026-01-31T00:00:00Z",
        "P2D, 2026-01-29T12:00:00Z",
        "2025-12-24T18:00:00+01:00, 2025-12-24T17:00:00Z"
    })
    void anAgeOrAMomentIsUnderstood(String text, Instant cutoff) {
        assertThat(Cutoff.of(text, NOW)).isEqualTo(cutoff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "30", "-1d", "P"})
    void anythingElseIsRefused(String text) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cutoff.of(text, NOW));
    }
}
