package dev.koda.auth.token;

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
import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.Client;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.session.CallerSession;
import dev.koda.auth.session.RecentProof;
import dev.koda.auth.session.RevocationReason;
import dev.koda.auth.session.Revocations;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;

/** Makes, recognises, lists and revokes personal API tokens. */
@ApplicationScoped
public class ApiTokenService {

    private static final String PREFIX = "kpat_";
    private static final int HINT_LENGTH = 9;

    /** A token is 48 characters; what is longer is none and is not worth a hash. */
    private static final int MAX_LENGTH = 128;

    private static final Duration TOUCH = Duration.ofMinutes(1);

    /** Expired tokens stay visible for a while, so that people see why something stopped. */
    private static final Duration KEPT_EXPIRED = Duration.ofDays(30);

    private final ApiTokens tokens;
    private final RecentProof proof;
    private final Revocations revocations;
    private final SecretTokens secrets;
    private final SecurityAudit audit;
    private final Ids ids;
    private final Clock clock;

    ApiTokenService(
            ApiTokens tokens,
            RecentProof proof,
            Revocations revocations,
            SecretTokens secrets,
            SecurityAudit audit,
            Ids ids,
            Clock clock) {
        this.tokens = tokens;
        this.proof = proof;
        this.revocations = revocations;
        this.secrets = secrets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    @WithTransaction
    Uni<ApiTokenView> create(NewToken wanted, Caller caller, Client client) {
        UUID operatorId = CallerSession.operator(caller);
        String secret = PREFIX + secrets.token();
        ApiToken token = new ApiToken(
                ids.next(),
                operatorId,
                wanted.checked(),
                hash(secret),
                secret.substring(0, HINT_LENGTH),
                clock.instant());
        return proof.required(caller)
                .chain(() -> tokens.persist(token))
                .chain(() -> record("security.token.created", token, caller, client))
                .replaceWith(() -> ApiTokenView.of(token, secret));
    }

    @WithSession
    Uni<List<ApiTokenView>> list(UUID operatorId, UUID after, int limit) {
        return tokens.ofOperatorAfter(operatorId, after, limit)
                .map(found -> found.stream().map(ApiTokenView::of).toList());
    }

    @WithTransaction
    Uni<Void> revoke(UUID tokenId, Caller caller, Client client) {
        UUID operatorId = CallerSession.operator(caller);
        return proof.required(caller)
                .chain(() -> tokens.findById(tokenId))
                .map(found -> Optional.ofNullable(found)
                        .filter(token -> token.operatorId().equals(operatorId))
                        .orElseThrow(() -> Problem.notFound("token_not_found", "There is no such token.")))
                .call(this::end)
                .chain(token -> record("security.token.revoked", token, caller, client));
    }

    /** The live token that {@code credential} is; its use is written down at most once a minute. */
    @WithTransaction
    public Uni<Optional<LiveToken>> recognise(String credential) {
        if (!credential.startsWith(PREFIX) || credential.length() > MAX_LENGTH) {
            return Uni.createFrom().item(Optional.empty());
        }
        Instant now = clock.instant();
        return tokens.findByHash(hash(credential))
                .map(found -> found.filter(token -> token.valid(now)))
                .call(found -> found.filter(token -> stale(token, now))
                        .map(token -> tokens.touch(token.id(), now, now.minus(TOUCH)))
                        .orElseGet(() -> Uni.createFrom().item(0)))
                .map(found -> found.map(
                        token -> new LiveToken(token.id(), token.operatorId(), token.scope(), token.expiresAt())));
    }

    @WithTransaction
    Uni<Long> sweep() {
        return tokens.deleteExpired(clock.instant().minus(KEPT_EXPIRED));
    }

    private static boolean stale(ApiToken token, Instant now) {
        return token.lastUsedAt().filter(last -> last.isAfter(now.minus(TOUCH))).isEmpty();
    }

    private Uni<Void> end(ApiToken token) {
        return tokens.delete(token)
                .chain(() -> revocations.announce(token.id(), token.operatorId(), RevocationReason.TOKEN_REVOKED));
    }

    private Uni<Void> record(String type, ApiToken token, Caller caller, Client client) {
        return audit.record(
                SecurityAudit.entry(type, Actors.of(caller), client)
                        .target("api_token", token.id().toString())
                        .detail("label", token.name())
                        .detail("scopes", token.scope()),
                caller.id());
    }

    private byte[] hash(String secret) {
        return secrets.fingerprint("api-token", secret);
    }
}
