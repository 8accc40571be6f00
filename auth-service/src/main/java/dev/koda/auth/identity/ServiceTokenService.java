package dev.koda.auth.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.limit.Limit;
import dev.koda.auth.limit.RateLimits;
import dev.koda.auth.origin.Client;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.signing.MintedToken;
import dev.koda.auth.signing.Subject;
import dev.koda.auth.signing.TokenMinter;
import dev.koda.platform.boot.SecretsConfig;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Roles;

/** Mints the tokens by which services call each other where there is no person behind the call. */
@ApplicationScoped
class ServiceTokenService {

    /** Architecture, section 5. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final String serviceKey;
    private final RateLimits limits;
    private final TokenMinter minter;
    private final Clock clock;

    ServiceTokenService(SecretsConfig secrets, RateLimits limits, TokenMinter minter, Clock clock) {
        this.serviceKey = secrets.serviceKey().orElseThrow();
        this.limits = limits;
        this.minter = minter;
        this.clock = clock;
    }

    /** The token; a wrong key is 401, and 429 when there were many from one address. */
    Uni<MintedToken> mint(String service, String key, Client client) {
        if (!SecretTokens.same(serviceKey, key)) {
            return limits.spend(Limit.SERVICE_TOKENS, client.address())
                    .onItem()
                    .transformToUni(counted -> Uni.createFrom()
                            .failure(Problem.unauthorized("invalid_service_key", "This is not the service key.")));
        }
        Subject subject = new Subject("service:" + service, Roles.SERVICE, service, Optional.empty(), Optional.empty());
        return Uni.createFrom().item(() -> minter.mint(subject, clock.instant().plus(LIFE)));
    }
}
