package dev.koda.runtime.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClearSightTest {
    private static final Duration ALL_BACK = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofMillis(2500);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T12:00:00Z"));
    private final ClearSight sight = new ClearSight(now::get, Duration.ofMillis(400), ALL_BACK);

    @Test
    void whoHasJustStartedJudgesAtOnce() {
        sight.seen();

        assertThat(sight.clear()).isTrue();
    }

    @Test
    void nobodyIsJudgedWhileTheDatabaseIsAwayNorUntilAllHadTimeToComeBack() {
        sight.seen();
        sight.lost();
        assertThat(sight.clear()).isFalse();

        pass(Duration.ofSeconds(1));
        sight.seen();
        assertThat(sight.clear()).isFalse();

        pass(ROUND);
        sight.seen();
        pass(ALL_BACK.minus(ROUND).minusMillis(1));
        assertThat(sight.clear()).isFalse();

        pass(Duration.ofMillis(1));
        sight.seen();
        assertThat(sight.clear()).isTrue();
    }

    @Test
    void anAnswerAfterALongSilenceBlursAsAFailureDoes() {
        sight.seen();
        pass(Duration.ofSeconds(30));
        sight.seen();
        assertThat(sight.clear()).isFalse();

        pass(ROUND);
        sight.seen();
        pass(ROUND);
        sight.seen();
        assertThat(sight.clear()).isTrue();
    }

    @Test
    void whoSweepsSeldomSeesAsClearlyInItsOwnTime() {
        Duration seldom = Duration.ofSeconds(10);
        ClearSight patient = new ClearSight(now::get, seldom, ALL_BACK);
        for (int round = 0; round < 3; round++) {
            patient.seen();
            assertThat(patient.clear()).isTrue();
            pass(seldom);
        }

        pass(seldom.multipliedBy(5));
        patient.seen();
        assertThat(patient.clear()).isFalse();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
