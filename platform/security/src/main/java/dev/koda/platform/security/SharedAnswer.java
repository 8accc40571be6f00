package dev.koda.platform.security;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * One answer for several who wait for it, each of whom goes on in the Vert.x context it asked from.
 *
 * <p>A memoized {@link Uni} alone wakes all of them in the context of the first. Request scope, database session and
 * trace hang on that context, so that a second request would go on in the first one's: with its caller, in its session.
 */
public final class SharedAnswer {
    private SharedAnswer() {}

    /** The same answer, given where it was asked for; where there is no context, wherever it came in. */
    public static <T> Uni<T> of(Uni<T> memoized) {
        return Uni.createFrom().deferred(() -> {
            Context asked = Vertx.currentContext();
            return asked == null ? memoized : memoized.emitOn(step -> goOn(asked, step));
        });
    }

    private static void goOn(Context asked, Runnable step) {
        if (Vertx.currentContext() == asked) {
            step.run();
        } else {
            asked.runOnContext(ignored -> step.run());
        }
    }
}
