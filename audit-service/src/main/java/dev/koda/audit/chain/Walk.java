package dev.koda.audit.chain;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.koda.audit.chain.Verification.Broken;
import dev.koda.audit.trail.AuditRecord;

/** One check on its way along the chain: what it expects next and what it found. Its steps never overlap. */
final class Walk {
    private final Chain chain;
    private final long first;
    private final long last;
    private byte[] prevHash;
    private long position;
    private long erased;
    private Broken broken;

    Walk(Chain chain, long first, long last, byte[] prevHash) {
        this.chain = chain;
        this.first = first;
        this.last = last;
        this.prevHash = prevHash;
        this.position = first - 1;
    }

    long position() {
        return position;
    }

    long last() {
        return last;
    }

    boolean goesOn() {
        return broken == null && position < last;
    }

    /** Checks the next records; none although some were due is a fault too. */
    void take(List<AuditRecord> records) {
        if (records.isEmpty()) {
            broken = new Broken(null, position + 1, "records are missing from position " + (position + 1) + " on");
        }
        for (AuditRecord record : records) {
            if (broken == null) {
                take(record);
            }
        }
    }

    Verification result() {
        return new Verification(
                broken == null ? Verification.INTACT : Verification.BROKEN,
                first,
                position,
                position - first + 1,
                erased,
                HexFormat.of().formatHex(prevHash),
                null,
                broken);
    }

    private void take(AuditRecord record) {
        Optional<String> fault = chain.findFault(prevHash, position + 1, record);
        if (fault.isPresent()) {
            broken = new Broken(record.entry().id(), record.position(), fault.get());
            return;
        }
        erased += record.erasedAt() == null ? 0 : 1;
        position = record.position();
        prevHash = record.seal().hash();
    }
}
