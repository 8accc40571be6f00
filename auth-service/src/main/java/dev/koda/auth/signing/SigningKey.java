package dev.koda.auth.signing;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A key pair that signs tokens. It is published before it signs ({@code activeFrom}), and for a while after it stopped
 * ({@code retiresAt}), so that no verifier meets a token whose key it cannot fetch.
 */
@Entity
@Table(name = "signing_key")
class SigningKey {

    @Id
    private String id;

    private String publicJwk;
    private byte[] sealedPrivate;
    private Instant createdAt;
    private Instant activeFrom;
    private Instant retiresAt;

    protected SigningKey() {}

    SigningKey(String id, String publicJwk, byte[] sealedPrivate, Instant createdAt, Instant activeFrom) {
        this.id = id;
        this.publicJwk = publicJwk;
        this.sealedPrivate = sealedPrivate;
        this.createdAt = createdAt;
        this.activeFrom = activeFrom;
    }

    void retire(Instant at) {
        if (retiresAt == null) {
            retiresAt = at;
        }
    }

    String id() {
        return id;
    }

    String publicJwk() {
        return publicJwk;
    }

    byte[] sealedPrivate() {
        return sealedPrivate;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant activeFrom() {
        return activeFrom;
    }

    Optional<Instant> retiresAt() {
        return Optional.ofNullable(retiresAt);
    }
}
