package dev.koda.audit.chain;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a check of the chain found.
 *
 * @param status {@code intact} or {@code broken}
 * @param from first position checked, 0 where there was none
 * @param to last position checked
 * @param records checked
 * @param erased records among them whose payload is erased, so that only their header and place were checked
 * @param head hash of the last record checked, hexadecimal
 * @param signedAt when the head was last signed; absent until it was
 * @param firstBroken the first record that does not fit; absent when all do
 */
public record Verification(
        String status,
        long from,
        long to,
        long records,
        long erased,
        String head,
        @JsonProperty("signed_at") Instant signedAt,
        @JsonProperty("first_broken") Broken firstBroken) {
    static final String INTACT = "intact";
    static final String BROKEN = "broken";

    /** Whether all records fit. */
    public boolean isIntact() {
        return firstBroken == null;
    }

    /** The same check, but the chain ends in another hash than the one kept beside it. */
    Verification brokenAtHead() {
        Broken end = new Broken(null, to, "the last record is not the one the head of the chain names");
        return new Verification(BROKEN, from, to, records, erased, head, signedAt, end);
    }

    /**
     * A record that does not fit.
     *
     * @param id of the record, or null where one is missing at the end
     * @param reason for people
     */
    public record Broken(UUID id, long position, String reason) {}
}
