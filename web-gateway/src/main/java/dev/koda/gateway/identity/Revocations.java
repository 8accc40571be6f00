package dev.koda.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Ids of sessions, tokens and operators that were revoked lately, so that an answer on its way is not kept. */
@Singleton
class Revocations {
    private static final Duration REMEMBERED = Duration.ofMinutes(2);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Cache<String, Instant> recent =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    Revocations(Clock clock) {
        this.clock = clock;
    }

    void onRevoked(Consumer<String> listener) {
        listeners.add(listener);
    }

    void revoked(String id) {
        recent.put(id, clock.instant());
        listeners.forEach(listener -> listener.accept(id));
    }

    boolean isRevokedSince(Identity identity, Instant moment) {
        return isRevokedSince(identity.sessionId(), moment) || isRevokedSince(identity.operatorId(), moment);
    }

    private boolean isRevokedSince(String id, Instant moment) {
        Instant revoked = id == null ? null : recent.getIfPresent(id);
        return revoked != null && !revoked.isBefore(moment);
    }

    static boolean concerns(Identity identity, String revokedId) {
        return revokedId.equals(identity.sessionId()) || revokedId.equals(identity.operatorId());
    }
}
