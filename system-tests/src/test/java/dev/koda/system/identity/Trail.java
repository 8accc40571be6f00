package dev.koda.system.identity;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

/** The audit trail as it is read over HTTP. */
final class Trail {
    private static final Duration SOON = Duration.ofSeconds(90);
    private final House house;

    Trail(House house) {
        this.house = house;
    }

    /** The newest entry of this type that names the text, waited for: it comes by way of the broker. */
    JsonNode awaited(String type, String named) {
        return Awaitility.await(type)
                .atMost(SOON)
                .until(() -> of(type, named), found -> !found.isEmpty())
                .getFirst();
    }

    /** Every entry of this type that names the text, such as an id or an address. */
    List<JsonNode> of(String type, String named) throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = house.hostApi()
                    .get("/api/control-plane/audit?limit=200&type=" + type + cursor)
                    .expect(200)
                    .body();
            page.path("items").forEach(entry -> {
                if (entry.toString().contains(named)) {
                    found.add(entry);
                }
            });
            cursor = page.path("next_cursor").isTextual()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return found;
    }
}
