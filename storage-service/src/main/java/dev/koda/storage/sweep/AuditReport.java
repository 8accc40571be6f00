package dev.koda.storage.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How manifests and objects agree.
 *
 * @param status {@code consistent} or {@code inconsistent}
 * @param objects contents in the store
 * @param bytes of them
 * @param missingObjects manifests refer to these, the store does not hold them
 * @param wrongSizes the store holds these with another size
 * @param unreferencedObjects no manifest refers to these, and they are older than a day
 * @param staleUploads uploads that never came to their end, older than a day
 * @param hashMismatches of a sample read back and hashed
 * @param sampled how many were read back
 * @param byAge objects by age
 * @param bySize objects by size
 */
record AuditReport(
        String status,
        Instant checkedAt,
        long objects,
        long bytes,
        Finding missingObjects,
        Finding wrongSizes,
        Finding unreferencedObjects,
        Finding staleUploads,
        Finding hashMismatches,
        int sampled,
        Map<String, Long> byAge,
        Map<String, Long> bySize) {

    /**
     * One sort of disagreement.
     *
     * @param bytes of the objects concerned
     * @param examples keys, the first few
     */
    record Finding(long count, long bytes, List<String> examples) {}
}
