package dev.koda.auth.signing;

import java.security.interfaces.ECPublicKey;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.security.VerificationKeys;

/** auth-service verifies with the keys it holds; it does not ask itself over the network. */
@ApplicationScoped
class LocalVerificationKeys implements VerificationKeys {

    private final CurrentKeys keys;

    LocalVerificationKeys(CurrentKeys keys) {
        this.keys = keys;
    }

    @Override
    public Uni<Optional<ECPublicKey>> find(String keyId) {
        return Uni.createFrom()
                .item(keys.published().stream()
                        .filter(key -> keyId.equals(key.getKeyId()))
                        .map(key -> (ECPublicKey) key.getPublicKey())
                        .findFirst());
    }
}
