package dev.koda.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of audit-service; the environment variables are declared in platform/boot, {@code AuditSettings}. */
@ConfigMapping(prefix = "koda.audit")
public interface AuditConfig {
    /** Days a record is kept; whole months are dropped once their last day is older. */
    @WithDefault("90")
    int retentionDays();

    /** Whether a month is exported to the object store before it is dropped. */
    @WithDefault("false")
    boolean archive();

    /** Messages taken in one transaction, at most. */
    @WithDefault("1000")
    int batchSize();

    /** Live tails open at the same time on one replica; more are answered with 503. */
    @WithDefault("200")
    int maxTails();

    /** Whether the consumer runs; off only in tests that drive it by hand. */
    @WithDefault("true")
    boolean ingest();
}
