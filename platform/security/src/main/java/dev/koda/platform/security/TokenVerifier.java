package dev.koda.platform.security;

import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Decides whether a token is one that auth-service made for us and that still holds.
 *
 * <p>ES256 only, whatever the header says (RFC 8725 §3.1); issuer {@value #ISSUER} and audience {@value #AUDIENCE};
 * subject, issue and expiry are required; clocks may differ by 5 s. Answers empty for every token that will not do,
 * without saying why, since the reason helps only who forges. Runs on the calling thread.
 */
@ApplicationScoped
class TokenVerifier {

    static final String ISSUER = "koda-auth";
    static final String AUDIENCE = "koda";

    private static final int LEEWAY_SECONDS = 5;
    private static final AlgorithmConstraints ES256_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final VerificationKeys keys;
    private final VerifiedTokens verified;
    private final Clock clock;

    TokenVerifier(VerificationKeys keys, VerifiedTokens verified, Clock clock) {
        this.keys = keys;
        this.verified = verified;
        this.clock = clock;
    }

    Uni<Optional<Caller>> verify(String token) {
        Optional<Caller> known = verified.find(token);
        if (known.isPresent()) {
            return Uni.createFrom().item(known);
        }
        return keyIdOf(token)
                .map(keyId -> keys.find(keyId).map(key -> key.flatMap(found -> callerOf(token, found))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<String> keyIdOf(String token) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            return Optional.ofNullable(signature.getKeyIdHeaderValue());
        } catch (JoseException notAToken) {
            return Optional.empty();
        }
    }

    private Optional<Caller> callerOf(String token, ECPublicKey key) {
        try {
            JwtClaims claims = claimsOf(token, key);
            Caller caller = Callers.of(claims, token);
            verified.keep(caller, claims.getExpirationTime());
            return Optional.of(caller);
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return Optional.empty();
        }
    }

    private JwtClaims claimsOf(String token, ECPublicKey key) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ES256_ONLY)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setIssuedAtRestrictions(LEEWAY_SECONDS, Integer.MAX_VALUE)
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(token);
    }
}
