package dev.koda.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A personal API token; only its fingerprint is kept, and the first characters to recognise it by. */
@Entity
@Table(name = "api_token")
class ApiToken {

    @Id
    private UUID id;

    private UUID operatorId;
    private String name;
    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private byte[] tokenHash;

    private String hint;
    private String scopes;
    private Instant createdAt;
    private Instant expiresAt;
    private Instant lastUsedAt;

    protected ApiToken() {}

    ApiToken(UUID id, UUID operatorId, NewToken wanted, byte[] tokenHash, String hint, Instant now) {
        this.id = id;
        this.operatorId = operatorId;
        this.name = wanted.tokenName();
        this.tokenHash = tokenHash;
        this.hint = hint;
        this.scopes = String.join(" ", wanted.scopes());
        this.createdAt = now;
        this.expiresAt = now.plus(wanted.life());
    }

    boolean valid(Instant now) {
        return expiresAt.isAfter(now);
    }

    UUID id() {
        return id;
    }

    UUID operatorId() {
        return operatorId;
    }

    String name() {
        return name;
    }

    String hint() {
        return hint;
    }

    String scope() {
        return scopes;
    }

    List<String> scopes() {
        return List.of(scopes.split(" "));
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }
}
