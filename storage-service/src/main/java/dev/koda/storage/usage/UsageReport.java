package dev.koda.storage.usage;

import java.time.Instant;
import java.util.List;

/**
 * What takes room.
 *
 * @param tables of this service's schema, largest first
 * @param databaseBytes of the whole database
 * @param prefixes of the bucket
 * @param artifacts manifests and the bytes they stand for
 * @param agents those whose artifacts take most
 */
record UsageReport(
        Instant measuredAt,
        long databaseBytes,
        List<TableSize> tables,
        List<PrefixSize> prefixes,
        Artifacts artifacts,
        List<AgentUsage> agents) {
    /** Rows are PostgreSQL's estimate; bytes hold indexes too. */
    record TableSize(String name, long rows, long bytes) {}

    /** Truncated is true when there are more objects than are counted in one call. */
    record PrefixSize(String prefix, long objects, long bytes, boolean truncated) {}

    /** Bytes stored are those of distinct contents. */
    record Artifacts(long count, long bytes, long bytesStored, long quotaBytes) {}

    /** The artifacts of one agent; the id is absent for those of none. */
    record AgentUsage(String agentId, long count, long bytes, long quotaBytes) {}
}
