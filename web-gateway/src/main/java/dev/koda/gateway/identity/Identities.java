package dev.koda.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.security.SharedAnswer;

/**
 * Credentials already exchanged for a JWT, each kept a little less long than its JWT and a minute at most.
 *
 * <p>Parallel requests with the same credential share one call to auth-service. A revocation drops what is kept and
 * what is on its way. Holds ten thousand at most; safe for use by several threads.
 */
@Singleton
public final class Identities {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final IdentityLookup lookup;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<String, Identity> known;
    private final ConcurrentMap<String, Uni<Identity>> underway = new ConcurrentHashMap<>();

    Identities(IdentityLookup lookup, Revocations revocations, Clock clock) {
        this.lookup = lookup;
        this.revocations = revocations;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.creating((String digest, Identity identity) -> usable(identity)))
                .build();
        revocations.onRevoked(this::forget);
    }

    /** The identity, where the credential was exchanged a moment ago. */
    public Optional<Identity> known(Presented credential) {
        return Optional.ofNullable(known.getIfPresent(credential.digest()));
    }

    /** The identity; fails with a 401 problem when the credential is not valid, with 503 while auth-service is away. */
    public Uni<Identity> of(Presented credential, String address, String userAgent) {
        String digest = credential.digest();
        Identity kept = known.getIfPresent(digest);
        if (kept != null) {
            return Uni.createFrom().item(kept);
        }
        return SharedAnswer.of(underway.computeIfAbsent(digest, key -> exchange(key, credential, address, userAgent)));
    }

    private Uni<Identity> exchange(String digest, Presented credential, String address, String userAgent) {
        Instant asked = clock.instant();
        return lookup.exchange(credential, address, userAgent)
                .invoke(identity -> keep(digest, identity, asked))
                .onTermination()
                .invoke(() -> underway.remove(digest))
                .memoize()
                .indefinitely();
    }

    private void keep(String digest, Identity identity, Instant asked) {
        if (!revocations.isRevokedSince(identity, asked)) {
            known.put(digest, identity);
        }
    }

    private Duration usable(Identity identity) {
        Duration left = Duration.between(clock.instant(), identity.expiresAt()).minus(MARGIN);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    private void forget(String revokedId) {
        known.asMap().values().removeIf(identity -> Revocations.concerns(identity, revokedId));
    }
}
