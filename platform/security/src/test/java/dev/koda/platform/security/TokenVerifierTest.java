package dev.koda.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.smallrye.mutiny.Uni;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenVerifierTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T08:00:00Z"));
    private final SigningKey key = new SigningKey("k1");
    private final VerificationKeys keys =
            keyId -> Uni.createFrom().item(keyId.equals("k1") ? Optional.of(key.publicKey()) : Optional.empty());
    private final TokenVerifier verifier = new TokenVerifier(keys, new VerifiedTokens(clock), clock);

    @Test
    void theCallerIsReadFromTheClaims() {
        JwtClaims claims = claims("op-1", "admin");
        claims.setStringClaim("name", "Ada");
        claims.setStringClaim("sid", "s-1");
        claims.setStringClaim("scope", "tasks:read  agents:read");

        Caller caller = verify(key.sign(claims)).orElseThrow();

        assertThat(caller.kind()).isEqualTo(CallerKind.OPERATOR);
        assertThat(caller.name()).isEqualTo("Ada");
        assertThat(caller.sessionId()).contains("s-1");
        assertThat(caller.roles()).containsExactlyInAnyOrder("admin", "operator", "viewer");
        assertThat(caller.scopes()).contains(Set.of("tasks:read", "agents:read"));
        assertThat(caller.toString()).doesNotContain(caller.rawToken());
    }

    @Test
    void withoutAScopeEverythingIsAllowedAndWithAnEmptyOneNothing() {
        assertThat(verify(key.sign(claims("op-1", "viewer"))).orElseThrow().allows("audit:read"))
                .isTrue();
        assertThat(verified(claims -> claims.setStringClaim("scope", ""))
                        .orElseThrow()
                        .allows("audit:read"))
                .isFalse();
    }

    @Test
    void servicesAndPeopleNeverShareRoles() {
        assertThat(verify(key.sign(claims("service:audit", "service", "owner"))).orElseThrow())
                .satisfies(caller -> assertThat(caller.kind()).isEqualTo(CallerKind.SERVICE))
                .satisfies(caller -> assertThat(caller.roles()).containsExactly("service"));
        assertThat(verify(key.sign(claims("op-1", "service", "viewer")))
                        .orElseThrow()
                        .roles())
                .containsExactly("viewer");
        assertThat(verify(key.sign(claims("break-glass", "owner")))
                        .orElseThrow()
                        .kind())
                .isEqualTo(CallerKind.BREAK_GLASS);
    }

    @Test
    void clocksMayDifferByFiveSeconds() {
        String token = key.sign(claims("op-1", "viewer"));
        clock.pass(Duration.ofSeconds(64));
        assertThat(verify(token)).isPresent();
        clock.pass(Duration.ofSeconds(2));
        assertThat(verify(token)).isEmpty();
    }

    @Test
    void aTokenSeenBeforeEndsAllTheSame() {
        String token = key.sign(claims("op-1", "viewer"));
        assertThat(verify(token)).isPresent();
        clock.pass(Duration.ofSeconds(66));
        assertThat(verify(token)).isEmpty();
    }

    @Test
    void aTokenOfTheFutureIsRefused() {
        assertThat(verified(claims -> {
                    claims.setIssuedAt(at(Duration.ofSeconds(30)));
                    claims.setExpirationTime(at(Duration.ofSeconds(90)));
                }))
                .isEmpty();
    }

    @Test
    void everyRequiredClaimIsMissed() {
        assertThat(verified(claims -> claims.setIssuer("koda"))).isEmpty();
        assertThat(verified(claims -> claims.setAudience("other"))).isEmpty();
        assertThat(verified(claims -> claims.unsetClaim("aud"))).isEmpty();
        assertThat(verified(claims -> claims.unsetClaim("exp"))).isEmpty();
        assertThat(verified(claims -> claims.unsetClaim("iat"))).isEmpty();
        assertThat(verified(claims -> claims.unsetClaim("sub"))).isEmpty();
    }

    @Test
    void claimsOfAnotherTypeAreRefused() {
        assertThat(verified(claims -> claims.setClaim("groups", "owner"))).isEmpty();
        assertThat(verified(claims -> claims.setClaim("scope", 7))).isEmpty();
    }

    @Test
    void anotherKeyUnderTheSameIdIsRefused() {
        assertThat(verify(new SigningKey("k1").sign(claims("op-1", "owner")))).isEmpty();
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThat(verify(new SigningKey("k2").sign(claims("op-1", "owner")))).isEmpty();
    }

    @Test
    void theHeaderDoesNotChooseTheAlgorithm() {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        unsigned.setKeyIdHeaderValue("k1");
        unsigned.setPayload(claims("op-1", "owner").toJson());
        assertThat(verify(SigningKey.compact(unsigned))).isEmpty();

        JsonWebSignature symmetric = new JsonWebSignature();
        symmetric.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        symmetric.setKeyIdHeaderValue("k1");
        symmetric.setPayload(claims("op-1", "owner").toJson());
        symmetric.setKey(new HmacKey(key.publicKey().getEncoded()));
        assertThat(verify(SigningKey.compact(symmetric))).isEmpty();
    }

    @Test
    void whatIsNoTokenIsRefused() {
        assertThat(verify("a.b.c")).isEmpty();
        assertThat(verify("..")).isEmpty();
        assertThat(verify("")).isEmpty();
    }

    private Optional<Caller> verified(Consumer<JwtClaims> change) {
        JwtClaims claims = claims("op-1", "owner");
        change.accept(claims);
        return verify(key.sign(claims));
    }

    private Optional<Caller> verify(String token) {
        return verifier.verify(token).await().atMost(Duration.ofSeconds(60));
    }

    private JwtClaims claims(String subject, String... groups) {
        return SigningKey.claims(clock, subject, groups);
    }

    private NumericDate at(Duration fromNow) {
        return NumericDate.fromMilliseconds(clock.millis() + fromNow.toMillis());
    }
}
