package dev.koda.auth.signing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

import dev.koda.platform.boot.seam.Ids;

/** Signs the JWTs (ES256) by which the parts of Koda know each other. */
@ApplicationScoped
public class TokenMinter {

    private static final String ISSUER = "koda-auth";
    private static final String AUDIENCE = "koda";

    private final CurrentKeys keys;
    private final Ids ids;
    private final Clock clock;

    TokenMinter(CurrentKeys keys, Ids ids, Clock clock) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** A token for {@code subject} that ends at {@code expiresAt}. */
    public MintedToken mint(Subject subject, Instant expiresAt) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject.id());
        claims.setStringListClaim("groups", List.of(subject.role()));
        claims.setStringClaim("name", subject.name());
        subject.scope().ifPresent(scope -> claims.setStringClaim("scope", scope));
        subject.sessionId().ifPresent(sid -> claims.setStringClaim("sid", sid));
        claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(expiresAt.toEpochMilli()));
        claims.setJwtId(ids.next().toString());
        return new MintedToken(sign(claims), expiresAt);
    }

    private String sign(JwtClaims claims) {
        PublicJsonWebKey pair = keys.signing();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(pair.getPrivateKey());
        signature.setKeyIdHeaderValue(pair.getKeyId());
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException("ES256 is part of every JDK", failure);
        }
    }
}
