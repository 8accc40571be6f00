package dev.koda.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicUpdate;

import dev.koda.auth.origin.Client;

/** A browser that is signed in. It ends at {@code expiresAt} whatever happens, and earlier when nobody uses it. */
@Entity
@Table(name = "session")
@DynamicUpdate
class Session {

    @Id
    private UUID id;

    private UUID operatorId;
    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private byte[] tokenHash;

    private String address;
    private String userAgent;
    private Instant createdAt;
    private Instant lastSeenAt;
    private Instant provenAt;
    private Instant expiresAt;

    protected Session() {}

    Session(UUID operatorId, DraftSession draft, Client client) {
        this.id = draft.opened().id();
        this.operatorId = operatorId;
        this.tokenHash = draft.tokenHash();
        this.address = client.address();
        this.userAgent = client.userAgent();
        this.createdAt = draft.createdAt();
        this.lastSeenAt = createdAt;
        this.provenAt = createdAt;
        this.expiresAt = draft.opened().expiresAt();
    }

    boolean alive(Instant now, Duration idle) {
        return expiresAt.isAfter(now) && lastSeenAt.plus(idle).isAfter(now);
    }

    /** When it ends if nobody uses it from now on. */
    Instant endsAt(Duration idle) {
        Instant idleEnd = lastSeenAt.plus(idle);
        return idleEnd.isBefore(expiresAt) ? idleEnd : expiresAt;
    }

    boolean provenSince(Instant moment) {
        return provenAt.isAfter(moment);
    }

    void prove(Instant at) {
        provenAt = at;
    }

    UUID id() {
        return id;
    }

    UUID operatorId() {
        return operatorId;
    }

    String address() {
        return address;
    }

    String userAgent() {
        return userAgent;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
