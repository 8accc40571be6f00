package dev.koda.audit.trail;

import java.time.Instant;

/**
 * A recorded entry with its place in the chain.
 *
 * @param position from 1, without gaps
 * @param recordedAt when it was recorded, never earlier than its predecessor
 * @param seal what the chain holds for it
 * @param erasedAt when its payload was erased, or null
 */
public record AuditRecord(long position, Instant recordedAt, Entry entry, Seal seal, Instant erasedAt) {
    /**
     * @param salt of the commitment; null once erased
     * @param commitment salted hash of the payload
     * @param prevHash hash of the record before
     * @param hash of this record
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Seal(byte[] salt, byte[] commitment, byte[] prevHash, byte[] hash) {}
}
