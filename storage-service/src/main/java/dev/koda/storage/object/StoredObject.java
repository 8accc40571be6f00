package dev.koda.storage.object;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Content in the store: one row per SHA-256, from before its object is written until after it is removed. */
@Entity
@Table(name = "stored_objects")
public class StoredObject {
    static final String PRESENT = "present";
    static final String REMOVING = "removing";

    @Id
    private String sha256;

    private String bucket;

    @Column(name = "object_key")
    private String objectKey;

    @Column(name = "size_bytes")
    private long sizeBytes;

    private String state;

    @Column(name = "stored_at")
    private Instant storedAt;

    @Column(name = "leased_until")
    private Instant leasedUntil;

    protected StoredObject() {}

    public String sha256() {
        return sha256;
    }

    public String bucket() {
        return bucket;
    }

    public String objectKey() {
        return objectKey;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /** Whether manifests may refer to it. */
    public boolean isPresent() {
        return PRESENT.equals(state);
    }

    /** Whether neither an upload is on its way to a manifest of it nor somebody about to remove it. */
    boolean isUnleased(Instant now) {
        return leasedUntil == null || leasedUntil.isBefore(now);
    }

    /** From now on it may only be removed, and until then only by whoever said so. */
    void beginRemoval(Instant until) {
        state = REMOVING;
        leasedUntil = until;
    }

    /** The upload that held this lease has its manifest; a later lease stays. */
    public void release(Instant lease) {
        if (lease.equals(leasedUntil)) {
            leasedUntil = null;
        }
    }
}
