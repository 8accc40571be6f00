package dev.koda.benchmarks.load;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WarmUpTest {
    private final WarmUp warmUp = new WarmUp();

    @Test
    void endsAfterFourRoundsThatWereHardlyFaster() throws Exception {
        Iterator<Integer> rates = List.of(100, 200, 300, 305, 290, 301, 308).iterator();

        warmUp.run(rates::next);

        assertThat(warmUp.rounds()).isEqualTo(7);
        assertThat(rates).isExhausted();
    }

    @Test
    void goesOnWhileItGetsFaster() throws Exception {
        Iterator<Integer> rates =
                List.of(100, 101, 101, 101, 200, 200, 200, 200, 200).iterator();

        warmUp.run(rates::next);

        assertThat(warmUp.rounds()).isEqualTo(9);
    }

    @Test
    void endsEvenWhenItGetsFasterForEver() throws Exception {
        Iterator<Integer> rates = IntStream.iterate(100, rate -> rate * 2).iterator();

        warmUp.run(() -> (double) Math.abs(rates.next()));

        assertThat(warmUp.rounds()).isLessThanOrEqualTo(24);
    }
}
