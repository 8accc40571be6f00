package dev.koda.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedLoopTest {

    @Test
    void neverRunsMoreOperationsAtOnceThanThereAreClients() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Measured measured = new ClosedLoop(3, Duration.ofSeconds(1)).run(() -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(1);
            return now.decrementAndGet();
        });
        assertThat(most.get()).isBetween(1, 3);
        assertThat(measured.completed()).isPositive();
        assertThat(measured.failed()).isZero();
    }

    @Test
    void countsFailuresApart() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Measured measured = new ClosedLoop(1, Duration.ofMillis(50))
                .every(Duration.ofMillis(5))
                .run(() -> {
                    if (calls.incrementAndGet() % 2 == 0) {
                        throw new IllegalStateException("every second one");
                    }
                    return null;
                });
        assertThat(measured.completed() + measured.failed()).isEqualTo(calls.get());
        assertThat(measured.failed()).isEqualTo(calls.get() / 2);
    }

    @Test
    void latenciesAreReadFromTheSortedShare() {
        Measured measured = new Measured(4, 0, 2, new long[] {4_000_000, 1_000_000, 3_000_000, 2_000_000});
        assertThat(measured.perSecond()).isEqualTo(2);
        assertThat(measured.millisAt(0)).isEqualTo(1);
        assertThat(measured.millisAt(0.5)).isEqualTo(3);
        assertThat(measured.millisAt(1)).isEqualTo(4);
    }
}
