package dev.koda.platform.security;

import java.util.Optional;
import java.util.concurrent.Executor;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Leads back to the Vert.x context that somebody asked from. Request scope, database session and trace hang on that
 * context, so whatever follows an answer that came elsewhere must go on there. Safe for any thread.
 */
public final class WayBack implements Executor {
    private final Optional<Context> home;

    private WayBack(Optional<Context> home) {
        this.home = home;
    }

    /** To where the caller is now. */
    public static WayBack here() {
        return new WayBack(Optional.ofNullable(Vertx.currentContext()));
    }

    /** Goes on there: at once for whoever is there already or came from no context, else in its turn. */
    @Override
    public void execute(Runnable step) {
        if (home.isEmpty() || home.get() == Vertx.currentContext()) {
            step.run();
        } else {
            home.get().runOnContext(there -> step.run());
        }
    }
}
