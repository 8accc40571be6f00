package dev.koda.platform.security;

import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The keys auth-service publishes, kept in memory.
 *
 * <p>An unknown key id asks for news, but at most once in 2 s, so that forged ids cannot be used to keep auth-service
 * busy. Keys are renewed in the background every 5 min, so that a withdrawn key goes; while auth-service is away the
 * old ones are kept, and of a key that is not among them nothing can be said. One fetch runs at a time.
 */
@ApplicationScoped
@DefaultBean
class RemoteVerificationKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(RemoteVerificationKeys.class);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(2);
    private static final Duration RENEW_AFTER = Duration.ofMinutes(5);
    private static final int OK = 200;

    /** An answer that does not come is asked for again, for without the keys a sound token is refused. */
    private static final int RETRIES = 2;

    private final AuthServiceClient auth;
    private final Clock clock;
    private volatile Map<String, ECPublicKey> keys = Map.of();
    private volatile Instant fetchedAt = Instant.EPOCH;
    private Instant triedAt = Instant.EPOCH;
    /** Whether there was an answer. */
    private Uni<Boolean> fetch = Uni.createFrom().item(false);

    RemoteVerificationKeys(AuthServiceClient auth, Clock clock) {
        this.auth = auth;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<ECPublicKey>> find(String keyId) {
        ECPublicKey known = keys.get(keyId);
        if (known == null) {
            return SharedAnswer.of(news()).map(answered -> found(keyId, answered));
        }
        if (fetchedAt.plus(RENEW_AFTER).isBefore(clock.instant())) {
            news().subscribe().with(done -> LOG.trace("keys renewed"));
        }
        return Uni.createFrom().item(Optional.of(known));
    }

    private Optional<ECPublicKey> found(String keyId, boolean answered) {
        ECPublicKey key = keys.get(keyId);
        if (key == null && !answered) {
            throw Refusals.authAway();
        }
        return Optional.ofNullable(key);
    }

    /** The fetch that is running or ran last; a new one when that is long enough ago. */
    private synchronized Uni<Boolean> news() {
        Instant now = clock.instant();
        if (triedAt.plus(BETWEEN_FETCHES).isAfter(now)) {
            return fetch;
        }
        triedAt = now;
        fetch = auth.keys()
                .onFailure()
                .retry()
                .atMost(RETRIES)
                .invoke(this::take)
                .onFailure()
                .invoke(failure -> LOG.warnf("auth-service keys not fetched cause=%s", failure.getMessage()))
                .map(answer -> true)
                .onFailure()
                .recoverWithItem(false)
                .memoize()
                .indefinitely();
        return fetch;
    }

    private void take(HttpResponse<Buffer> answer) {
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("status " + answer.statusCode());
        }
        keys = parse(answer.bodyAsString());
        fetchedAt = clock.instant();
    }

    private static Map<String, ECPublicKey> parse(String keySet) {
        try {
            Map<String, ECPublicKey> parsed = new HashMap<>();
            for (JsonWebKey key : new JsonWebKeySet(keySet).getJsonWebKeys()) {
                if (key instanceof EllipticCurveJsonWebKey curve && key.getKeyId() != null) {
                    parsed.put(key.getKeyId(), curve.getECPublicKey());
                }
            }
            return Map.copyOf(parsed);
        } catch (JoseException notAKeySet) {
            throw new IllegalStateException("not a key set", notAKeySet);
        }
    }
}
