package dev.koda.platform.security;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwt.NumericDate;

/**
 * Remembers tokens whose signature was checked, until they end: the gateway sends the same one for up to a minute,
 * and checking a signature costs more than the rest of a small request. Holds the 2048 used last.
 */
@ApplicationScoped
class VerifiedTokens {

    private static final int MOST = 2_048;

    private final Clock clock;

    /** In order of use, so that the first is the one to drop; guarded by itself. */
    private final LinkedHashMap<String, Verified> byToken = new LinkedHashMap<>(16, 0.75f, true);

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    Optional<Caller> find(String token) {
        synchronized (byToken) {
            Verified known = byToken.get(token);
            if (known == null) {
                return Optional.empty();
            }
            if (clock.instant().isAfter(known.end())) {
                byToken.remove(token);
                return Optional.empty();
            }
            return Optional.of(known.caller());
        }
    }

    void keep(Caller caller, NumericDate end) {
        synchronized (byToken) {
            byToken.put(caller.rawToken(), new Verified(caller, Instant.ofEpochSecond(end.getValue())));
            if (byToken.size() > MOST) {
                byToken.pollFirstEntry();
            }
        }
    }

    private record Verified(Caller caller, Instant end) {}
}
