package dev.koda.provider.connection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;
import dev.koda.provider.actor.Actor;

/** What is told when a connection changes, to the other services and to the audit. Never holds a credential. */
final class ConnectionEvents {

    private static final String PREFIX = "dev.koda.provider.connection.";

    private ConnectionEvents() {}

    static List<OutboxEvent> changed(ConnectionRow row, String change, Actor actor) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("provider_id", row.providerId());
        body.put("change", change);
        body.put("enabled", row.enabled());
        body.put("priority", row.priority());
        body.put("base_url", row.baseUrl());
        body.put("changed_at", row.updatedAt().toInstant());
        return List.of(
                new OutboxEvent(Topic.PROVIDER_CONNECTION, row.providerId(), PREFIX + "changed.v1", body),
                actor.did("provider.connection.changed")
                        .target("provider", row.providerId())
                        .detail("change", change)
                        .detail("base_url", row.baseUrl())
                        .detail("key_hint", row.keyHint())
                        .detail("enabled", row.enabled())
                        .detail("priority", row.priority())
                        .event(row.providerId()));
    }

    static List<OutboxEvent> removed(String providerId, Instant at, Actor actor) {
        return List.of(
                new OutboxEvent(
                        Topic.PROVIDER_CONNECTION,
                        providerId,
                        PREFIX + "removed.v1",
                        Map.of("provider_id", providerId, "removed_at", at)),
                actor.did("provider.connection.removed")
                        .target("provider", providerId)
                        .event(providerId));
    }
}
