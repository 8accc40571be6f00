package dev.koda.auth.bootstrap;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The one setup code and the registration token it was exchanged for. There is one row, so issuing codes does not grow
 * anything, and its lock decides between parallel registrations.
 */
@Entity
@Table(name = "bootstrap")
class Bootstrap {

    @Id
    private Integer id;

    private byte[] codeHash;
    private Instant codeExpiresAt;
    private Instant codeUsedAt;
    private byte[] tokenHash;
    private Instant tokenExpiresAt;

    protected Bootstrap() {}

    /** A new code replaces the former one and whatever it was exchanged for. */
    void issue(byte[] hash, Instant expiresAt) {
        codeHash = hash;
        codeExpiresAt = expiresAt;
        codeUsedAt = null;
        tokenHash = null;
        tokenExpiresAt = null;
    }

    boolean accepts(byte[] typedHash, Instant now) {
        return codeHash != null
                && MessageDigest.isEqual(codeHash, typedHash)
                && codeUsedAt == null
                && codeExpiresAt.isAfter(now);
    }

    boolean codeLives(Instant now) {
        return codeHash != null && codeUsedAt == null && codeExpiresAt.isAfter(now);
    }

    void exchange(byte[] hash, Instant now, Duration validity) {
        codeUsedAt = now;
        tokenHash = hash;
        tokenExpiresAt = now.plus(validity);
    }

    boolean acceptsToken(byte[] givenHash, Instant now) {
        return tokenHash != null && MessageDigest.isEqual(tokenHash, givenHash) && tokenExpiresAt.isAfter(now);
    }

    /** An owner registered: neither code nor token is of use any more. */
    void close() {
        codeHash = null;
        codeExpiresAt = null;
        tokenHash = null;
        tokenExpiresAt = null;
    }
}
