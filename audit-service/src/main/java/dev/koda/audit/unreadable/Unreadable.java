package dev.koda.audit.unreadable;

import java.time.Instant;

/**
 * A message that could not be taken as an audit entry.
 *
 * @param offset its place in the partition
 * @param receivedAt when it was read
 * @param key message key, or null
 * @param ceId as sent, or null
 * @param ceType as sent, or null
 * @param reason what is wrong with it, for people
 * @param excerpt the beginning of its body, redacted
 * @param sizeBytes of its body
 */
public record Unreadable(
        String topic,
        int partition,
        long offset,
        Instant receivedAt,
        String key,
        String ceId,
        String ceType,
        String reason,
        String excerpt,
        int sizeBytes) {}
