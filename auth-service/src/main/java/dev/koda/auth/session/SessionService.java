package dev.koda.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.origin.Client;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;

/** Opens, recognises, lists and ends sessions. */
@ApplicationScoped
public class SessionService {

    private final Sessions sessions;
    private final Revocations revocations;
    private final SessionCookie cookies;
    private final SecretTokens secrets;
    private final SecurityAudit audit;
    private final Ids ids;
    private final Clock clock;
    private final AuthConfig config;

    SessionService(
            Sessions sessions,
            Revocations revocations,
            SessionCookie cookies,
            SecretTokens secrets,
            SecurityAudit audit,
            Ids ids,
            Clock clock,
            AuthConfig config) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.cookies = cookies;
        this.secrets = secrets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.config = config;
    }

    /** Opens a session in the caller's transaction. */
    public Uni<NewSession> open(UUID operatorId, Client client) {
        DraftSession draft = draft(client);
        return sessions.persist(new Session(operatorId, draft, client)).replaceWith(draft.opened());
    }

    /** A session from now on, which the caller writes by a statement of its own. */
    public DraftSession draft(Client client) {
        String token = secrets.token();
        Instant now = clock.instant();
        Instant end = now.plusSeconds(config.sessionLifetimeSeconds());
        return new DraftSession(new NewSession(ids.next(), cookies.carrying(token, end), end), hash(token), now);
    }

    /** The live session that a cookie's value stands for; using it keeps it from idling out. */
    public Uni<Optional<LiveSession>> recognise(String cookieValue) {
        return cookies.token(cookieValue).map(token -> seen(hash(token))).orElseGet(() -> Uni.createFrom()
                .item(Optional.empty()));
    }

    @WithTransaction
    Uni<Optional<LiveSession>> seen(byte[] tokenHash) {
        Instant now = clock.instant();
        return sessions.findByToken(tokenHash)
                .map(found -> found.filter(session -> session.alive(now, idle())))
                .call(found -> found.filter(session -> stale(session, now))
                        .map(session -> sessions.touch(session.id(), now))
                        .orElseGet(() -> Uni.createFrom().item(0)))
                .map(found -> found.map(
                        session -> new LiveSession(session.id(), session.operatorId(), session.endsAt(idle()))));
    }

    @WithSession
    Uni<List<SessionView>> list(UUID operatorId, String currentId, UUID after, int limit) {
        return sessions.ofOperatorAfter(operatorId, after, limit).map(found -> found.stream()
                .filter(session -> session.alive(clock.instant(), idle()))
                .map(session -> SessionView.of(session, currentId))
                .toList());
    }

    /** When the session ends if nobody uses it from now on; empty when it is over. */
    @WithSession
    public Uni<Optional<Instant>> endOf(UUID sessionId) {
        return sessions.findById(sessionId).map(session -> Optional.ofNullable(session)
                .filter(found -> found.alive(clock.instant(), idle()))
                .map(found -> found.endsAt(idle())));
    }

    /** Ends one session of the operator; 404 for anybody else's. */
    @WithTransaction
    Uni<Void> revoke(UUID operatorId, UUID sessionId, RevocationReason reason, AuditActor actor, Client client) {
        return sessions.findById(sessionId)
                .map(found -> Optional.ofNullable(found)
                        .filter(session -> session.operatorId().equals(operatorId))
                        .orElseThrow(() -> Problem.notFound("session_not_found", "There is no such session.")))
                .call(session -> revocations.end(session, reason))
                .chain(session -> audit.record(
                        SecurityAudit.entry("security.session.revoked", actor, client)
                                .target("session", session.id().toString())
                                .detail("reason", reason.wire()),
                        operatorId.toString()));
    }

    /** Ends all sessions of the operator but the one that asks. */
    @WithTransaction
    Uni<Integer> revokeOthers(UUID operatorId, UUID kept, AuditActor actor, Client client) {
        return revocations
                .allBut(operatorId, kept, RevocationReason.REVOKED)
                .call(ended -> audit.record(
                        SecurityAudit.entry("security.session.revoked", actor, client)
                                .target("operator", operatorId.toString())
                                .detail("reason", "revoke_others")
                                .detail("count", ended),
                        operatorId.toString()));
    }

    /** Removes what nobody can use any more. */
    @WithTransaction
    Uni<Long> sweep() {
        Instant now = clock.instant();
        return sessions.deleteEnded(now, now.minus(idle()));
    }

    private boolean stale(Session session, Instant now) {
        return session.lastSeenAt().plus(granularity()).isBefore(now);
    }

    /** Once a minute is exact enough for hours of idling; shorter lives are watched more closely. */
    private Duration granularity() {
        return Duration.ofMillis(Math.min(60_000L, config.sessionIdleSeconds() * 100L));
    }

    private Duration idle() {
        return Duration.ofSeconds(config.sessionIdleSeconds());
    }

    private byte[] hash(String token) {
        return secrets.fingerprint("session", token);
    }
}
