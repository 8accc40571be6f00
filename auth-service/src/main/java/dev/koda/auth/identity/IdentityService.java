package dev.koda.auth.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.OperatorDirectory;
import dev.koda.auth.session.CallerSession;
import dev.koda.auth.session.LiveSession;
import dev.koda.auth.session.SessionService;
import dev.koda.auth.signing.MintedToken;
import dev.koda.auth.signing.Subject;
import dev.koda.auth.signing.TokenMinter;
import dev.koda.auth.token.ApiTokenService;
import dev.koda.auth.token.LiveToken;

/** Turns what the gateway was shown into a JWT of at most a minute, or into nothing. */
@ApplicationScoped
class IdentityService {

    /** Short enough that a lost revocation event heals itself; architecture, section 5. */
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final SessionService sessions;
    private final ApiTokenService tokens;
    private final OperatorDirectory operators;
    private final HostAccess host;
    private final TokenMinter minter;
    private final Clock clock;

    IdentityService(
            SessionService sessions,
            ApiTokenService tokens,
            OperatorDirectory operators,
            HostAccess host,
            TokenMinter minter,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.operators = operators;
        this.host = host;
        this.minter = minter;
        this.clock = clock;
    }

    /** The identity, or empty where there is none; the caller learns no reason. */
    Uni<Optional<Identity>> identify(IdentityRequest request) {
        return switch (request.kind()) {
            case session -> session(request.given());
            case api_token -> token(request.given());
            case break_glass -> Uni.createFrom().item(breakGlass(request));
            case development -> development(request);
        };
    }

    private Uni<Optional<Identity>> session(String cookie) {
        return sessions.recognise(cookie)
                .chain(found -> found.isEmpty()
                        ? nobody()
                        : operators
                                .findActive(found.get().operatorId())
                                .map(operator -> operator.map(who -> ofSession(found.get(), who))));
    }

    private Uni<Optional<Identity>> token(String credential) {
        return tokens.recognise(credential)
                .chain(found -> found.isEmpty()
                        ? nobody()
                        : operators
                                .findActive(found.get().operatorId())
                                .map(operator -> operator.map(who -> ofToken(found.get(), who))));
    }

    private Uni<Optional<Identity>> development(IdentityRequest request) {
        return host.actsAsOwner(request.address())
                ? operators.findOwner().map(owner -> owner.map(this::ofOwner))
                : nobody();
    }

    private Optional<Identity> breakGlass(IdentityRequest request) {
        if (!host.holdsBreakGlass(request.given(), request.address())) {
            return Optional.empty();
        }
        Subject subject = new Subject("break-glass", "owner", "break-glass", Optional.empty(), Optional.empty());
        Identity.Who who = new Identity.Who("break-glass", null, null, "break-glass", "owner");
        return Optional.of(Identity.of(mint(subject, Instant.MAX), null, who));
    }

    private Identity ofSession(LiveSession session, Operator operator) {
        return identity(operator, Optional.empty(), session.id(), session.endsAt());
    }

    private Identity ofToken(LiveToken token, Operator operator) {
        return identity(operator, Optional.of(token.scope()), token.id(), token.expiresAt());
    }

    /** There is no session to revoke or to prove; the id makes that plain. */
    private Identity ofOwner(Operator owner) {
        return identity(owner, Optional.empty(), CallerSession.NOBODYS, Instant.MAX);
    }

    private Identity identity(Operator operator, Optional<String> scope, UUID sid, Instant ends) {
        Subject subject = new Subject(
                operator.id().toString(), operator.role().wire(), operator.name(), scope, Optional.of(sid.toString()));
        return Identity.of(mint(subject, ends), sid.toString(), Identity.Who.of(operator));
    }

    private MintedToken mint(Subject subject, Instant ends) {
        Instant minute = clock.instant().plus(LIFE);
        return minter.mint(subject, ends.isBefore(minute) ? ends : minute);
    }

    private static Uni<Optional<Identity>> nobody() {
        return Uni.createFrom().item(Optional.empty());
    }
}
