package dev.koda.system.fault;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An event of a task's stream as a client got it. Its data is kept as text: the events of a long run, as trees, are more than
 * a test's memory holds.
 */
record StreamedEvent(int id, String name, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode data() {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException("event " + id + " is not JSON: " + text, broken);
        }
    }

    boolean is(String kind, String status) {
        JsonNode data = data();
        return data.path("kind").asText().equals(kind)
                && data.path("status").asText().equals(status);
    }
}
