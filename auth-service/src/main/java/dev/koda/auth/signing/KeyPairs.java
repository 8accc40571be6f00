package dev.koda.auth.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

import dev.koda.auth.secret.MasterKey;
import dev.koda.auth.secret.Sealer;
import dev.koda.platform.boot.seam.Ids;

/** Makes key pairs (P-256) and seals their private halves under the master key. */
@ApplicationScoped
class KeyPairs {

    private final Sealer sealer;
    private final Ids ids;

    KeyPairs(MasterKey masterKey, Ids ids) {
        this.sealer = masterKey.sealer("signing-key");
        this.ids = ids;
    }

    SigningKey generate(Instant now, Instant activeFrom) {
        try {
            EllipticCurveJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            pair.setKeyId(ids.next().toString());
            pair.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            pair.setUse("sig");
            String whole = pair.toJson(OutputControlLevel.INCLUDE_PRIVATE);
            byte[] sealed = sealer.seal(whole.getBytes(StandardCharsets.UTF_8), pair.getKeyId());
            return new SigningKey(
                    pair.getKeyId(), pair.toJson(OutputControlLevel.PUBLIC_ONLY), sealed, now, activeFrom);
        } catch (JoseException failure) {
            throw new IllegalStateException("P-256 is part of every JDK", failure);
        }
    }

    /** The whole pair, or empty when the present master key did not seal it. */
    Optional<PublicJsonWebKey> open(SigningKey key) {
        return sealer.open(key.sealedPrivate(), key.id()).map(json -> parse(new String(json, StandardCharsets.UTF_8)));
    }

    PublicJsonWebKey publicHalf(SigningKey key) {
        return parse(key.publicJwk());
    }

    private static PublicJsonWebKey parse(String json) {
        try {
            return (PublicJsonWebKey) JsonWebKey.Factory.newJwk(json);
        } catch (JoseException failure) {
            throw new IllegalStateException("a stored signing key is not a JWK", failure);
        }
    }
}
