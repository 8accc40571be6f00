package dev.koda.provider.chain;

import java.util.List;

/** The candidates for a turn in the order to try them, and the connections left out. */
public record Chain(List<Candidate> candidates, List<Excluded> excluded) {

    public Chain {
        candidates = List.copyOf(candidates);
        excluded = List.copyOf(excluded);
    }
}
