package dev.koda.gateway.health;

import java.time.Duration;

import io.smallrye.mutiny.Uni;

/**
 * One question to one part.
 *
 * @param name of the part
 * @param question succeeds when the part is well; anything else, or two seconds, says that it is not
 */
record Probe(String name, Uni<Void> question) {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Asks; never fails. */
    Uni<Seen> look() {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return question.ifNoItem()
                    .after(LONGEST)
                    .fail()
                    .map(well -> new Seen(name, true, (System.nanoTime() - started) / NANOS_PER_MILLI))
                    .onFailure()
                    .recoverWithItem(new Seen(name, false, null));
        });
    }
}
