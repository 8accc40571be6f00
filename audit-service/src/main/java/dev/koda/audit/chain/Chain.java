package dev.koda.audit.chain;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.audit.trail.AuditRecord;
import dev.koda.audit.trail.AuditRecord.Seal;
import dev.koda.audit.trail.Entry;

/** Puts entries onto the chain and checks records against it. Holds no state but its source of salts. */
@ApplicationScoped
public class Chain {
    private static final int SALT_BYTES = 16;

    private final SecureRandom salts = new SecureRandom();

    /** The records of these entries behind the head, at its time and in order; the caller holds the lock on the head. */
    public List<AuditRecord> append(ChainHead head, List<Entry> entries) {
        List<AuditRecord> records = new ArrayList<>(entries.size());
        byte[] prevHash = head.hash();
        long position = head.height();
        for (Entry entry : entries) {
            AuditRecord record = seal(prevHash, ++position, head.recordedAt(), entry);
            records.add(record);
            prevHash = record.seal().hash();
        }
        return records;
    }

    /** What is wrong with a record that should follow the given hash; empty when nothing is. */
    public Optional<String> findFault(byte[] prevHash, long expectedPosition, AuditRecord record) {
        Seal seal = record.seal();
        if (record.position() != expectedPosition) {
            return Optional.of("a record is missing: position " + expectedPosition + " is not there");
        }
        if (!Arrays.equals(prevHash, seal.prevHash())) {
            return Optional.of("it does not follow the record before it");
        }
        if (seal.salt() != null && !Arrays.equals(Link.commitment(seal.salt(), record.entry()), seal.commitment())) {
            return Optional.of("its content is not what was committed to");
        }
        if (seal.salt() == null && record.erasedAt() == null) {
            return Optional.of("its salt is gone without an erasure");
        }
        byte[] hash = Link.hash(prevHash, record.position(), record.recordedAt(), record.entry(), seal.commitment());
        return Arrays.equals(hash, seal.hash()) ? Optional.empty() : Optional.of("its hash does not fit its header");
    }

    private AuditRecord seal(byte[] prevHash, long position, Instant recordedAt, Entry entry) {
        byte[] salt = new byte[SALT_BYTES];
        salts.nextBytes(salt);
        byte[] commitment = Link.commitment(salt, entry);
        byte[] hash = Link.hash(prevHash, position, recordedAt, entry, commitment);
        return new AuditRecord(position, recordedAt, entry, new Seal(salt, commitment, prevHash, hash), null);
    }
}
