package dev.koda.platform.security;

import java.security.interfaces.ECPublicKey;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * The public keys that tokens are verified with. By default they are fetched from auth-service and cached;
 * auth-service itself provides a bean over its own keys.
 */
public interface VerificationKeys {

    /**
     * The key of that id; empty when no such key is known, after looking for news at most once in a while.
     * Never fails and never waits longer than the fetch's timeout; may be called from an event loop.
     */
    Uni<Optional<ECPublicKey>> find(String keyId);
}
