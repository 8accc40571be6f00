package dev.koda.benchmarks.login;

import java.util.ArrayList;
import java.util.List;

import dev.koda.benchmarks.load.Measured;

/**
 * What a wrong password takes for a name somebody has and for one nobody has. They take turns, the first of each pair
 * changing, so that whatever the machine does meets both alike; now and then the right password keeps the known account
 * from being locked, unmeasured.
 */
final class WhoExists {
    private static final int WRONG_IN_A_ROW = 50;
    private final People people;
    private final List<Long> known = new ArrayList<>();
    private final List<Long> unknown = new ArrayList<>();

    WhoExists(People people) {
        this.people = people;
    }

    /** Of each kind. */
    int tries() {
        return known.size();
    }

    void run(int tries, String somebody) throws Exception {
        for (int pair = 0; pair < tries; pair++) {
            if (pair % WRONG_IN_A_ROW == 0) {
                people.signIn(somebody, People.PASSWORD);
            }
            boolean knownFirst = pair % 2 == 0;
            (knownFirst ? known : unknown).add(nanos(knownFirst ? somebody : "nobody@bench.example"));
            (knownFirst ? unknown : known).add(nanos(knownFirst ? "nobody@bench.example" : somebody));
        }
    }

    double knownMedian() {
        return median(known);
    }

    double unknownMedian() {
        return median(unknown);
    }

    /** Difference of the medians in percent of the smaller one. */
    double differencePercent() {
        double least = Math.min(knownMedian(), unknownMedian());
        return Math.abs(knownMedian() - unknownMedian()) / least * 100;
    }

    private long nanos(String identifier) throws Exception {
        long begin = System.nanoTime();
        int status = people.signIn(identifier, "wrong but long enough").status();
        long took = System.nanoTime() - begin;
        if (status != 401) {
            throw new IllegalStateException("a wrong password got " + status);
        }
        return took;
    }

    private static double median(List<Long> nanos) {
        long[] all = nanos.stream().mapToLong(Long::longValue).toArray();
        return new Measured(all.length, 0, 1, all).millisAt(0.5);
    }
}
