package dev.koda.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.security.ServiceTokenSource.ServiceToken;

/**
 * The token this service acts with when no caller stands behind its request.
 *
 * <p>Kept until 30 s before its end, so that it outlives the request it is sent with; parallel requests share one
 * renewal. While auth-service is away the old token is used to its end. Safe for use by several threads.
 */
@ApplicationScoped
public class ServiceTokens {

    static final Duration RENEW_BEFORE = Duration.ofSeconds(30);

    private final ServiceTokenSource source;
    private final Clock clock;
    private volatile ServiceToken held = new ServiceToken("", Instant.EPOCH);
    private Uni<ServiceToken> renewal;

    ServiceTokens(ServiceTokenSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The bare token, without the word Bearer; fails with a 503 problem when there is none to be had. */
    public Uni<String> bearer() {
        return Uni.createFrom()
                .deferred(() -> lasts(RENEW_BEFORE) ? Uni.createFrom().item(held) : SharedAnswer.of(renewed()))
                .map(ServiceToken::token);
    }

    private boolean lasts(Duration atLeast) {
        return clock.instant().plus(atLeast).isBefore(held.expiresAt());
    }

    private synchronized Uni<ServiceToken> renewed() {
        if (renewal == null) {
            renewal = source.issue()
                    .invoke(fresh -> held = fresh)
                    .onFailure(failure -> lasts(Duration.ZERO))
                    .recoverWithItem(() -> held)
                    .onTermination()
                    .invoke(this::renewalEnded)
                    .memoize()
                    .indefinitely();
        }
        return renewal;
    }

    private synchronized void renewalEnded() {
        renewal = null;
    }
}
