package dev.koda.benchmarks.login;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.koda.benchmarks.load.Measured;

/** The rounds of one measurement, taken in turn with those of others so that the machine's moods meet all of them. */
final class Rounds {
    private final List<Measured> taken = new ArrayList<>();

    void add(Measured round) {
        taken.add(round);
    }

    /** All rounds as one. */
    Measured sum() {
        return new Measured(
                taken.stream().mapToLong(Measured::completed).sum(),
                taken.stream().mapToLong(Measured::failed).sum(),
                taken.stream().mapToDouble(Measured::seconds).sum(),
                taken.stream()
                        .flatMapToLong(round -> Arrays.stream(round.latencies()))
                        .toArray());
    }
}
