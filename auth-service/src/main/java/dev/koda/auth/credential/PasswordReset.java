package dev.koda.auth.credential;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one open link of an operator to a new password; a new one replaces it. */
@Entity
@Table(name = "password_reset")
class PasswordReset {

    @Id
    private UUID operatorId;

    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private byte[] tokenHash;

    private Instant expiresAt;

    protected PasswordReset() {}

    PasswordReset(UUID operatorId) {
        this.operatorId = operatorId;
    }

    PasswordReset renew(byte[] hash, Instant until) {
        tokenHash = hash;
        expiresAt = until;
        return this;
    }

    boolean holds(Instant now) {
        return expiresAt.isAfter(now);
    }

    UUID operatorId() {
        return operatorId;
    }
}
