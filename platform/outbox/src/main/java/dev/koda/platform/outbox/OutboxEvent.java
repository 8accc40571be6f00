package dev.koda.platform.outbox;

import java.util.Objects;

/**
 * A past-tense fact to be published with the change that caused it.
 *
 * @param topic where it is published
 * @param key aggregate id; events of one topic and key arrive in the order they were recorded
 * @param ceType CloudEvents type, {@code dev.koda.<service>.<thing>.<past-tense>.v1}
 * @param body what becomes the JSON body; a record, a map or a Jackson tree, never an entity
 */
public record OutboxEvent(Topic topic, String key, String ceType, Object body) {
    public OutboxEvent {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(ceType, "ceType");
        Objects.requireNonNull(body, "body");
    }
}
