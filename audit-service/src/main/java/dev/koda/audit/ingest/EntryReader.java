package dev.koda.audit.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

import dev.koda.audit.redaction.Redactor;
import dev.koda.audit.trail.CanonicalJson;
import dev.koda.audit.trail.Entry;
import dev.koda.audit.trail.Entry.Actor;
import dev.koda.audit.trail.Entry.Target;
import dev.koda.audit.trail.Outcome;

/** Reads an audit entry from a message: lenient about members it does not know, strict about those it records. */
@ApplicationScoped
class EntryReader {
    static final String ENTRY_TYPE = "dev.koda.audit.entry.v1";

    /** Longest body taken; producers bound their details far below it. */
    private static final int MAX_BODY_BYTES = 512 * 1024;

    private static final int MAX_TEXT = 2048;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_-]+){1,7}");

    private final Redactor redactor;

    EntryReader(Redactor redactor) {
        this.redactor = redactor;
    }

    Entry read(ConsumerRecord<String, String> message) throws RefusedMessage {
        JsonNode body = body(message);
        List<String> redacted = new ArrayList<>();
        return new Entry(
                id(message.headers()),
                time(message),
                type(body),
                outcome(body),
                source(message.headers()),
                actor(body.path("actor"), redacted),
                text(body.path("address"), "address", redacted),
                text(body.path("user_agent"), "user_agent", redacted),
                target(body.path("target"), redacted),
                text(body.path("trace_id"), "trace_id", redacted),
                text(body.path("task_id"), "task_id", redacted),
                details(body.path("details"), redacted),
                redacted);
    }

    private static JsonNode body(ConsumerRecord<String, String> message) throws RefusedMessage {
        String ceType = MessageHeaders.text(message.headers(), MessageHeaders.TYPE);
        if (!ENTRY_TYPE.equals(ceType)) {
            throw new RefusedMessage("ce_type is " + ceType + ", taken is " + ENTRY_TYPE);
        }
        if (message.value() == null || message.serializedValueSize() > MAX_BODY_BYTES) {
            throw new RefusedMessage("the body is missing or larger than " + MAX_BODY_BYTES + " bytes");
        }
        try {
            JsonNode body = CanonicalJson.read(message.value());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException unreadable) {
            throw new RefusedMessage("the body is not JSON");
        }
        throw new RefusedMessage("the body is not a JSON object");
    }

    private static UUID id(Headers headers) throws RefusedMessage {
        String id = MessageHeaders.text(headers, MessageHeaders.ID);
        try {
            return UUID.fromString(String.valueOf(id));
        } catch (IllegalArgumentException notUuid) {
            throw new RefusedMessage("ce_id is not a UUID");
        }
    }

    /** The event's time, or the broker's where the producer sent none. */
    private static Instant time(ConsumerRecord<String, String> message) throws RefusedMessage {
        String time = MessageHeaders.text(message.headers(), MessageHeaders.TIME);
        if (time == null) {
            return Instant.ofEpochMilli(message.timestamp());
        }
        try {
            Instant instant = OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MICROS);
            int year = OffsetDateTime.parse(time).getYear();
            if (year >= 1970 && year <= 9999) {
                return instant;
            }
        } catch (DateTimeException unreadable) {
            throw new RefusedMessage("ce_time is not an RFC 3339 time");
        }
        throw new RefusedMessage("ce_time is out of range");
    }

    private static String type(JsonNode body) throws RefusedMessage {
        String type = body.path("type").asText("");
        if (type.length() > 128 || !TYPE.matcher(type).matches()) {
            throw new RefusedMessage("type is missing or not of the form area.thing.happened");
        }
        return type;
    }

    private static Outcome outcome(JsonNode body) throws RefusedMessage {
        return Outcome.findByWord(body.path("outcome").asText(""))
                .orElseThrow(() -> new RefusedMessage("outcome is not one of success, failure, denied"));
    }

    private static String source(Headers headers) throws RefusedMessage {
        String source = MessageHeaders.text(headers, MessageHeaders.SOURCE);
        if (source == null || source.isBlank()) {
            throw new RefusedMessage("ce_source is missing");
        }
        return source;
    }

    private Actor actor(JsonNode actor, List<String> redacted) throws RefusedMessage {
        return new Actor(
                nested(actor, "actor", "kind", redacted),
                nested(actor, "actor", "id", redacted),
                nested(actor, "actor", "name", redacted));
    }

    private Target target(JsonNode target, List<String> redacted) throws RefusedMessage {
        return new Target(nested(target, "target", "kind", redacted), nested(target, "target", "id", redacted));
    }

    private String nested(JsonNode parent, String parentName, String name, List<String> redacted)
            throws RefusedMessage {
        return text(parent.path(name), parentName + "." + name, redacted);
    }

    private String text(JsonNode value, String path, List<String> redacted) throws RefusedMessage {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new RefusedMessage(path + " is not a text");
        }
        String text = redactor.text(path, value.textValue(), redacted);
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    private String details(JsonNode details, List<String> redacted) throws RefusedMessage {
        if (details.isMissingNode() || details.isNull()) {
            return null;
        }
        if (!details.isObject()) {
            throw new RefusedMessage("details is not an object");
        }
        return CanonicalJson.text(redactor.json("details", details, redacted));
    }
}
