package dev.koda.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of storage-service; the environment variables are declared in platform/boot, {@code StorageSettings}. */
@ConfigMapping(prefix = "koda.storage")
public interface StorageConfig {
    /** Largest artifact in bytes; more is 413. */
    @WithDefault("268435456")
    long artifactMaxUploadBytes();

    /** Days until an artifact expires; 0 keeps it. */
    @WithDefault("30")
    int artifactRetentionDays();

    /** Bytes of one agent's artifacts; 0 is no limit. */
    @WithDefault("0")
    long artifactQuotaBytesPerAgent();

    /** Bytes of all artifacts together; 0 is no limit. */
    @WithDefault("0")
    long artifactQuotaBytesTotal();

    /** Memories of one subject that maintenance keeps. */
    @WithDefault("2000")
    int memoryMaxPerUser();

    /** Share of recalls that write a retrieval trace, 0 to 1. */
    @WithDefault("1.0")
    double traceSamplingRate();

    /** Days until a retrieval trace is dropped. */
    @WithDefault("14")
    int retrievalTraceRetentionDays();

    /** Time of the daily maintenance, HH:MM. */
    @WithDefault("03:00")
    String maintenanceAt();

    /** Zone of that time. */
    @WithDefault("UTC")
    String maintenanceZone();
}
