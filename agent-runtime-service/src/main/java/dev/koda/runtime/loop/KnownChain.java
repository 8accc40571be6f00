package dev.koda.runtime.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.koda.runtime.completion.Chain;

/**
 * Who could be asked when a run last inquired. That does not change from one turn to the next, so quick turns share an
 * inquiry; after a failure the next turn inquires anew. Confined to the run's thread.
 */
final class KnownChain {
    /** What a change of providers in the settings may take to reach a running task; the next task sees it at once. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);

    private Chain chain;
    private Instant until = Instant.MIN;

    Optional<Chain> at(Instant now) {
        return Optional.ofNullable(chain).filter(known -> now.isBefore(until));
    }

    void keep(Chain given, Instant now) {
        chain = given;
        until = now.plus(GOOD_FOR);
    }

    void forget() {
        chain = null;
    }
}
