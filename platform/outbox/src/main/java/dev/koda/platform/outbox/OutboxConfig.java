package dev.koda.platform.outbox;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the relay works. The defaults suit every service; tests shorten them. */
@ConfigMapping(prefix = "koda.outbox")
public interface OutboxConfig {
    /** Whether this process relays; recording works either way. */
    @WithDefault("true")
    boolean relay();

    /** {@code ce_source} of all events of this service. */
    @WithDefault("/${quarkus.application.name}")
    String source();

    /** Entries claimed in one round; larger means fewer queries and longer leases. */
    @WithDefault("200")
    int batchSize();

    /** How long a claim holds before another relay may take it over. */
    @WithDefault("30s")
    Duration lease();

    /**
     * How soon after a recording the relay looks for the commit. What is recorded within this time is sent in one round, so
     * a service that records often and whose events nobody waits for takes longer.
     */
    @WithDefault("2ms")
    Duration firstLook();

    /** Longest wait for an entry that nobody announced by {@link Outbox#wake()}. */
    @WithDefault("200ms")
    Duration pollInterval();

    /** Longest pause between two tries while Kafka or the database is away. */
    @WithDefault("5s")
    Duration longestBackOff();

    /** How long one send may take, queueing and retries included. */
    @WithDefault("4s")
    Duration deliveryTimeout();

    /** Failures of an entry's own making before it is parked. */
    @WithDefault("8")
    int maxAttempts();

    /** How long an event taken is remembered; longer than any topic keeps messages that may come again. */
    @WithDefault("P31D")
    Duration inboxRetention();

    /** Copies of each topic; 0 leaves it to the broker's default. */
    @WithDefault("0")
    short topicReplicas();
}
