package dev.koda.platform.outbox;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.platform.boot.seam.Ids;

/** Turns events into the one JSON parameter that inserts any number of them in one statement. */
@ApplicationScoped
class OutboxRows {
    /**
     * One text parameter works through Hibernate and through the raw client alike; the inner cast keeps the driver
     * from encoding the text as a JSON string.
     */
    static final String INSERT = """
            INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, headers, recorded_at)
            SELECT id, aggregatetype, aggregateid, type, payload, headers, recorded_at
              FROM jsonb_to_recordset(cast(cast(%s AS text) AS jsonb)) AS r(id uuid, aggregatetype text,
                   aggregateid text, type text, payload jsonb, headers jsonb, recorded_at timestamptz)""";

    private static final String ESCAPED_NUL = "\\u0000";

    private final ObjectMapper json;
    private final OutboxConfig config;
    private final Clock clock;
    private final Ids ids;

    OutboxRows(ObjectMapper json, OutboxConfig config, Clock clock, Ids ids) {
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    String json(List<OutboxEvent> events) {
        ArrayNode array = json.createArrayNode();
        events.forEach(event -> array.add(row(event)));
        return withoutNul(array);
    }

    private ObjectNode row(OutboxEvent event) {
        UUID id = ids.next();
        ObjectNode headers = json.createObjectNode().put("ce_source", config.source());
        CurrentTrace.parent(id).ifPresent(traceparent -> headers.put("traceparent", traceparent));
        return json.createObjectNode()
                .put("id", id.toString())
                .put("aggregatetype", event.topic().topicName())
                .put("aggregateid", event.key())
                .put("type", event.ceType())
                .put("recorded_at", clock.instant().toString())
                .<ObjectNode>set("headers", headers)
                .set("payload", json.valueToTree(event.body()));
    }

    /** PostgreSQL refuses NUL in jsonb; a stranger's input must not break the transaction that records it. */
    private String withoutNul(JsonNode rows) {
        try {
            String text = json.writeValueAsString(rows);
            return text.contains(ESCAPED_NUL) ? json.writeValueAsString(Nuls.replaced(rows)) : text;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree could not be written", impossible);
        }
    }
}
