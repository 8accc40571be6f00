package dev.koda.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The CloudEvents 1.0 attributes of a message in binary mode.
 *
 * @param id unique per event: what an {@link Inbox} remembers
 * @param source service that recorded the event, {@code /auth-service}
 * @param type {@code ce_type}
 * @param time when it was recorded
 * @param traceparent W3C trace context of the change that caused it
 */
public record EventHeaders(UUID id, String source, String type, Instant time, Optional<String> traceparent) {
    static final String ID = "ce_id";
    static final String SOURCE = "ce_source";
    static final String TYPE = "ce_type";
    static final String TIME = "ce_time";
    static final String TRACEPARENT = "traceparent";

    /**
     * Reads the attributes of a message.
     *
     * @throws UnreadableEvent when a required one is missing or malformed
     */
    public static EventHeaders of(ConsumerRecord<?, ?> message) {
        Headers headers = message.headers();
        try {
            return new EventHeaders(
                    UUID.fromString(required(headers, ID)),
                    required(headers, SOURCE),
                    required(headers, TYPE),
                    OffsetDateTime.parse(required(headers, TIME)).toInstant(),
                    value(headers, TRACEPARENT));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new UnreadableEvent("malformed CloudEvents header: " + malformed.getMessage(), malformed);
        }
    }

    private static String required(Headers headers, String name) {
        return value(headers, name).orElseThrow(() -> new UnreadableEvent("header " + name + " is missing", null));
    }

    private static Optional<String> value(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    static void write(Headers headers, UUID id, String source, String type, Instant time, String traceparent) {
        put(headers, "ce_specversion", "1.0");
        put(headers, ID, id.toString());
        put(headers, SOURCE, source);
        put(headers, TYPE, type);
        put(headers, TIME, time.toString());
        put(headers, "content-type", "application/json");
        if (traceparent != null) {
            put(headers, TRACEPARENT, traceparent);
        }
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
