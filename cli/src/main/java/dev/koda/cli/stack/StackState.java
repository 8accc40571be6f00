package dev.koda.cli.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the supervisor last wrote about itself and its parts.
 *
 * @param supervisorPid its process
 * @param startedAt when it began
 * @param version of the code it runs
 * @param fingerprint of the settings it was started with
 * @param parts in start order
 */
public record StackState(
        long supervisorPid, Instant startedAt, String version, String fingerprint, List<PartState> parts) {

    public Optional<PartState> part(Part part) {
        return parts.stream().filter(state -> state.name().equals(part.word())).findFirst();
    }

    /** True when every part runs, whoever runs it. */
    public boolean complete() {
        return parts.stream().allMatch(part -> part.is(PartState.Phase.RUNNING) || part.is(PartState.Phase.EXTERNAL));
    }

    /** Parts that nobody tries to start any more. */
    public List<PartState> givenUp() {
        return hopeless(Integer.MAX_VALUE);
    }

    /** Parts that were given up, and those that are down although they were started that often. */
    public List<PartState> hopeless(int tries) {
        return parts.stream()
                .filter(part -> part.is(PartState.Phase.GIVEN_UP)
                        || (part.is(PartState.Phase.DOWN) && part.restarts() >= tries))
                .toList();
    }
}
