package dev.koda.provider.failover;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.koda.provider.chain.Candidate;
import dev.koda.provider.chain.Chain;
import dev.koda.provider.chain.Excluded;

/** Who is asked after whom. Peers are looked up only once the preferred one has failed: most answers need none. */
final class Line {

    private final Optional<Candidate> preferred;
    private final Supplier<Chain> lookUp;
    private boolean begun;
    private Chain chain;
    private Iterator<Candidate> rest;

    Line(Optional<Candidate> preferred, Supplier<Chain> lookUp) {
        this.preferred = preferred;
        this.lookUp = lookUp;
    }

    /** The next candidate; empty when all were asked. */
    Optional<Candidate> next() {
        if (!begun && preferred.isPresent()) {
            begun = true;
            return preferred;
        }
        if (rest == null) {
            rest = chain().candidates().stream()
                    .filter(candidate -> preferred.filter(candidate::equals).isEmpty())
                    .iterator();
        }
        return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }

    /** Who cannot be asked, and why. */
    List<Excluded> excluded() {
        return chain().excluded();
    }

    private Chain chain() {
        if (chain == null) {
            chain = lookUp.get();
        }
        return chain;
    }
}
