package dev.koda.audit.ingest;

import java.util.List;
import java.util.Map;

import dev.koda.audit.trail.Entry;
import dev.koda.audit.unreadable.Unreadable;

/**
 * What one transaction takes in.
 *
 * @param from offset per partition that the database must hold for this to be ours to write
 * @param to offset per partition afterwards
 */
record Intake(
        String topic,
        List<Entry> entries,
        List<Unreadable> unreadable,
        Map<Integer, Long> from,
        Map<Integer, Long> to) {
    boolean isEmpty() {
        return entries.isEmpty() && unreadable.isEmpty();
    }
}
