package dev.koda.storage.sweep;

import java.time.Instant;

/**
 * What a purge removed, or would.
 *
 * @param olderThan the moment older_than came to; absent without
 * @param artifacts manifests removed
 * @param objects contents removed from the store
 * @param bytesFreed of those contents
 * @param bytesOfArtifacts of the manifests; more than is freed where contents are shared
 * @param complete false when the time for one call ran out: call again to go on
 */
record PurgeReport(
        boolean dryRun,
        Instant olderThan,
        long artifacts,
        long objects,
        long bytesOfArtifacts,
        long bytesFreed,
        boolean complete) {}
