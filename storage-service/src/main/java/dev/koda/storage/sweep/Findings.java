package dev.koda.storage.sweep;

import java.util.ArrayList;
import java.util.List;

/** Gathers one sort of disagreement; keeps the first few keys. */
final class Findings {
    private static final int EXAMPLES = 20;

    private final List<String> examples = new ArrayList<>();
    private long count;
    private long bytes;

    void add(String key, long size) {
        count++;
        bytes += size;
        if (examples.size() < EXAMPLES) {
            examples.add(key);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    AuditReport.Finding finding() {
        return new AuditReport.Finding(count, bytes, List.copyOf(examples));
    }
}
