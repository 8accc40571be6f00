package dev.koda.platform.outbox;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static dev.koda.platform.outbox.RelayRound.Result.AWAY;
import static dev.koda.platform.outbox.RelayRound.Result.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

class RelayPaceTest {
    private final RelayPace pace = new RelayPace(Duration.ofMillis(2), Duration.ofMillis(200), Duration.ofSeconds(5));

    @Test
    void afterARecordingItLooksSoonAndThenLessAndLess() {
        pace.expect();
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(2));
        pace.after(IDLE);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(4));
        for (int look = 0; look < 10; look++) {
            pace.after(IDLE);
        }
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whileKafkaIsAwayPausesGrowToTheLongestAndRecordingsDoNotShortenThem() {
        for (int round = 0; round < 10; round++) {
            pace.after(AWAY);
        }
        pace.expect();
        assertThat(pace.isAway()).isTrue();
        assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(5));
        pace.after(IDLE);
        assertThat(pace.isAway()).isFalse();
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(200));
    }
}
