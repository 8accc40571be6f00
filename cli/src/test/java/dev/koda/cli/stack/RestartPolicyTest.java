package dev.koda.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.koda.cli.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTest {

    private final MovableClock clock = new MovableClock();
    private final RestartPolicy policy = new RestartPolicy(clock);

    private long secondsUntilNextTry() {
        Instant next = policy.died(Optional.empty()).orElseThrow();
        return Duration.between(clock.instant(), next).toSeconds();
    }

    @Test
    void waitsLongerEachTimeUpToHalfAMinute() {
        List<Long> delays = new ArrayList<>();
        for (int death = 0; death < 8; death++) {
            delays.add(secondsUntilNextTry());
            clock.move(Duration.ofSeconds(20));
        }
        assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void givesUpAfterTenTriesInTenMinutes() {
        for (int death = 0; death < 10; death++) {
            assertThat(policy.died(Optional.empty())).isPresent();
            clock.move(Duration.ofSeconds(30));
        }
        assertThat(policy.died(Optional.empty())).isEmpty();

        clock.move(Duration.ofMinutes(10));
        assertThat(policy.died(Optional.empty())).isPresent();
    }

    @Test
    void neverGivesUpAPartThatWasKilledWhileItWorked() {
        for (int death = 0; death < 50; death++) {
            Instant ranSince = clock.instant();
            clock.move(Duration.ofSeconds(11));
            assertThat(policy.died(Optional.of(ranSince)))
                    .contains(clock.instant().plusSeconds(1));
        }
    }

    @Test
    void givesUpAPartThatAnswersAndDiesSoonAfter() {
        for (int death = 0; death < 10; death++) {
            assertThat(policy.died(Optional.of(clock.instant()))).isPresent();
            clock.move(Duration.ofSeconds(9));
        }
        assertThat(policy.died(Optional.of(clock.instant()))).isEmpty();
    }

    @Test
    void startsAnewAfterSteadySecondsAndOnRequest() {
        secondsUntilNextTry();
        secondsUntilNextTry();
        Instant ranSince = clock.instant();
        clock.move(Duration.ofSeconds(11));
        assertThat(policy.died(Optional.of(ranSince))).contains(clock.instant().plusSeconds(1));
        secondsUntilNextTry();
        policy.reset();
        assertThat(secondsUntilNextTry()).isEqualTo(1);
    }
}
