package dev.koda.audit.ingest;

/**
 * What one transaction wrote.
 *
 * @param records rows inserted
 * @param duplicates entries whose id was there before
 * @param height of the chain afterwards
 */
record Written(int records, int duplicates, long height) {}
