package dev.koda.system.fault;

import com.fasterxml.jackson.databind.JsonNode;

/** An event of a task's stream as a client got it. */
record StreamedEvent(int id, String name, JsonNode data) {

    boolean is(String kind, String status) {
        return data.path("kind").asText().equals(kind)
                && data.path("status").asText().equals(status);
    }
}
