package dev.koda.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;

/**
 * Asks for the password again before sensitive acts when its last proof is older than
 * {@code KODA_REAUTHENTICATION_SECONDS}. Bearers have no password to give: a token acts within its scopes, and
 * the break-glass token is proof enough, and so is development mode.
 */
@ApplicationScoped
public class RecentProof {

    private final Sessions sessions;
    private final Clock clock;
    private final Duration validity;

    RecentProof(Sessions sessions, Clock clock, AuthConfig config) {
        this.sessions = sessions;
        this.clock = clock;
        this.validity = Duration.ofSeconds(config.reauthenticationSeconds());
    }

    /** In the caller's transaction; fails with 403 {@code reauthentication_required}. */
    public Uni<Void> required(Caller caller) {
        if (!CallerSession.isSession(caller) || CallerSession.isNobodys(caller)) {
            return Uni.createFrom().voidItem();
        }
        Instant since = clock.instant().minus(validity);
        return sessions.findById(CallerSession.id(caller))
                .invoke(session -> {
                    if (session == null || !session.provenSince(since)) {
                        throw Problem.forbidden(
                                "reauthentication_required", "Give your password again: POST /auth/reauthenticate.");
                    }
                })
                .replaceWithVoid();
    }

    /** In the caller's transaction: the password was given just now. */
    public Uni<Void> given(UUID sessionId) {
        return sessions.findById(sessionId)
                .invoke(session -> {
                    if (session != null) {
                        session.prove(clock.instant());
                    }
                })
                .replaceWithVoid();
    }

    /** As {@link #required}, opening a transaction for callers that have none. */
    @WithTransaction
    public Uni<Void> checked(Caller caller) {
        return required(caller);
    }
}
