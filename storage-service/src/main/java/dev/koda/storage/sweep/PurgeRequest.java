package dev.koda.storage.sweep;

/**
 * What to purge.
 *
 * @param olderThan also artifacts made before then that are not kept for ever, or null for expired ones only; an age or
 *     a moment
 * @param dryRun only says what would go; null is false
 */
record PurgeRequest(String olderThan, Boolean dryRun) {
    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
