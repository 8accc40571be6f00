package dev.koda.runtime.completion;

import java.util.List;

/**
 * The candidates for a turn, best first, and who was left out.
 *
 * @param excluded {@code provider: cause}, for the operator to read
 */
public record Chain(List<Candidate> candidates, List<Excluded> excluded) {

    /** A provider that cannot serve the turn, and why. */
    public record Excluded(String provider, String cause) {}
}
