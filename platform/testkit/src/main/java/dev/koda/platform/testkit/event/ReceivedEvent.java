package dev.koda.platform.testkit.event;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A message as a probe saw it. */
public record ReceivedEvent(String key, String value, Map<String, String> headers, int partition, long offset) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ReceivedEvent of(ConsumerRecord<String, String> message) {
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new ReceivedEvent(message.key(), message.value(), headers, message.partition(), message.offset());
    }

    /** CloudEvents id. */
    public String id() {
        return headers.get("ce_id");
    }

    /** CloudEvents type. */
    public String type() {
        return headers.get("ce_type");
    }

    /** The body. */
    public JsonNode json() {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("the body of " + type() + " is not JSON", malformed);
        }
    }
}
