package dev.koda.audit.chain;

import java.time.Instant;

/**
 * The end of the chain.
 *
 * @param height position of the last record, 0 while there is none
 * @param hash of the last record
 * @param recordedAt of the last record; the next one is never earlier
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChainHead(long height, byte[] hash, Instant recordedAt) {}
