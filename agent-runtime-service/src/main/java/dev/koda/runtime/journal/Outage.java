package dev.koda.runtime.journal;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/** Carries database work over a restart of PostgreSQL: tried again while the server is away, never when it says no. */
public final class Outage {
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private Outage() {}

    /** The work must be safe to repeat when its commit succeeded and only the answer was lost. */
    public static <T> Uni<T> outlast(Uni<T> work, Duration patience) {
        return work.onFailure(Outage::isAway)
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .expireIn(patience.toMillis());
    }

    /** Lost connections, and the server's own words for shutting down, starting up or being out of resources. */
    static boolean isAway(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            return state == null || state.startsWith("57") || state.startsWith("53") || state.startsWith("08");
        }
        return !(failure instanceof LeaseLost);
    }
}
