package dev.koda.platform.testkit.event;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventAssertionsTest {
    private static final String AUDIT = "dev.koda.audit.entry.v1";

    @Test
    void thePublishedExampleFits() {
        EventAssertions.matchesSchema(AUDIT, EventAssertions.example(AUDIT));
    }

    @Test
    void aBodyThatDoesNotFitIsNamedWithItsFaults() {
        assertThatThrownBy(() -> EventAssertions.matchesSchema(AUDIT, "{\"type\":\"x.y\",\"outcome\":\"maybe\"}"))
                .hasMessageContaining("outcome")
                .hasMessageContaining("actor");
    }

    @Test
    void aTypeNobodyPublishedIsSaidSo() {
        assertThatThrownBy(() -> EventAssertions.example("dev.koda.nobody.v1")).hasMessageContaining("cannot be read");
    }
}
