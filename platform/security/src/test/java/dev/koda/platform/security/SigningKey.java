package dev.koda.platform.security;

import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A fresh key of an imagined auth-service, and tokens made with it. */
final class SigningKey {

    private final EllipticCurveJsonWebKey key;

    SigningKey(String id) {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ECPublicKey publicKey() {
        return key.getECPublicKey();
    }

    String keySet() {
        return "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
    }

    /** Claims as auth-service writes them, valid from now for a minute. */
    static JwtClaims claims(Clock clock, String subject, String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("koda-auth");
        claims.setAudience("koda");
        claims.setSubject(subject);
        claims.setStringListClaim("groups", List.of(groups));
        claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(
                clock.millis() + Duration.ofMinutes(1).toMillis()));
        return claims;
    }

    String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        return compact(signature);
    }

    static String compact(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
