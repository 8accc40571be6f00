package dev.koda.gateway.upstream;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitTest {
    private final Circuit circuit = new Circuit();

    @Test
    void opensAfterFiveFailuresInARowAndLetsOneThroughLater() {
        for (int failure = 0; failure < 5; failure++) {
            assertThat(circuit.refusal()).isEmpty();
            circuit.failed();
        }
        assertThat(circuit.refusal())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofSeconds(3)));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> circuit.refusal()
                .isEmpty());
        assertThat(circuit.refusal()).as("only one probe at a time").isPresent();
        circuit.succeeded();
        assertThat(circuit.refusal()).isEmpty();
    }

    @Test
    void aSuccessBetweenKeepsItClosed() {
        for (int round = 0; round < 10; round++) {
            circuit.failed();
            circuit.failed();
            circuit.succeeded();
        }
        assertThat(circuit.refusal()).isEmpty();
    }
}
