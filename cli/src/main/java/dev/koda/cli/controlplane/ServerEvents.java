package dev.koda.cli.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.Json;

/** Reads a stream of server-sent events (WHATWG HTML, §9.2), whose data here is always JSON. */
public final class ServerEvents {

    /**
     * One event.
     *
     * @param id what {@code Last-Event-ID} takes; empty text when it has none
     * @param name such as {@code step}
     * @param data its JSON
     */
    public record Event(String id, String name, JsonNode data) {}

    private ServerEvents() {}

    /** Hands over each event until the consumer answers false or the stream ends. */
    public static void read(InputStream stream, Predicate<Event> wantsMore) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        String id = "";
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty() && !wantsMore.test(new Event(id, name, Json.tree(data.toString())))) {
                    return;
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip()).append('\n');
            }
        }
    }
}
