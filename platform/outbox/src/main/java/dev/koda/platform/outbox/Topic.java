package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.Map;

/**
 * The topics of the published language: name, retention and whether only the newest message per key is kept.
 *
 * <p>Every topic has a dead-letter neighbour, {@link #deadLetters()}. All are created at boot by {@link TopicCreation}.
 */
public enum Topic {
    AUDIT("koda.audit", Duration.ofDays(30), false),
    AUTH_SESSION("koda.auth.session", Duration.ofDays(1), false),
    PROVIDER_CONNECTION("koda.provider.connection", Duration.ofDays(7), false),
    RUNTIME_AGENT("koda.runtime.agent", Duration.ofDays(7), true),
    RUNTIME_TASK_READY("koda.runtime.task-ready", Duration.ofHours(1), false),
    RUNTIME_TASK("koda.runtime.task", Duration.ofDays(7), false),
    STORAGE_ARTIFACT("koda.storage.artifact", Duration.ofDays(7), false);

    /** Partitions of a topic: an upper bound for the consumers that share its work. */
    public static final int PARTITIONS = 8;

    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    private final String topicName;
    private final Duration retention;
    private final boolean compacted;

    Topic(String topicName, Duration retention, boolean compacted) {
        this.topicName = topicName;
        this.retention = retention;
        this.compacted = compacted;
    }

    /** Name of the topic in Kafka. */
    public String topicName() {
        return topicName;
    }

    /** Name of the topic for messages of this one that a consumer could not take. */
    public String deadLetters() {
        return deadLettersOf(topicName);
    }

    /** Name of the dead-letter topic of any topic. */
    public static String deadLettersOf(String topicName) {
        return topicName + ".dlq";
    }

    Map<String, String> settings() {
        if (compacted) {
            return Map.of("cleanup.policy", "compact");
        }
        return Map.of("retention.ms", Long.toString(retention.toMillis()));
    }

    static Map<String, String> deadLetterSettings() {
        return Map.of("retention.ms", Long.toString(DEAD_LETTER_RETENTION.toMillis()));
    }
}
