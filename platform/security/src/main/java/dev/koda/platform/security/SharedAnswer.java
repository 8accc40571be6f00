package dev.koda.platform.security;

import io.smallrye.mutiny.Uni;

/**
 * One answer for several who wait for it, each of whom goes on in the Vert.x context it asked from.
 *
 * <p>A memoized {@link Uni} alone wakes all of them in the context of the first, so that a second request would go on in
 * the first one's: with its caller, in its session.
 */
public final class SharedAnswer {
    private SharedAnswer() {}

    /** The same answer, given where it was asked for; where there is no context, wherever it came in. */
    public static <T> Uni<T> of(Uni<T> memoized) {
        return Uni.createFrom().deferred(() -> memoized.emitOn(WayBack.here()));
    }
}
