package dev.koda.system.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Watches one task as a browser does: when the stream breaks it asks again, with the id of the last event it got. */
final class EventStream {
    private static final int CONNECT_MILLIS = 5_000;
    /** The stream says every 15 s that it lives. */
    private static final int SILENCE_MILLIS = 45_000;

    private static final int PAUSE_MILLIS = 500;
    private static final int MOST_TRIES = 2_000;
    private final List<StreamedEvent> events = new ArrayList<>();
    private final String address;
    private final String bearer;
    private int resumed;

    EventStream(String base, String bearer, String task) {
        this.address = base + "/api/runtime/tasks/" + task + "/events";
        this.bearer = bearer;
    }

    /** Reads until the task is done. */
    EventStream read() throws InterruptedException {
        for (int attempt = 0; attempt < MOST_TRIES && !done(); attempt++) {
            try {
                readOn();
            } catch (IOException broken) {
                // as every network breaks
            }
            if (!done()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        return this;
    }

    /** Everything got, in the order it came. */
    List<StreamedEvent> events() {
        return events;
    }

    /** How often it went on with {@code Last-Event-ID}. */
    int resumed() {
        return resumed;
    }

    boolean done() {
        return !events.isEmpty() && events.getLast().name().equals("done");
    }

    private void readOn() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + bearer);
        connection.setRequestProperty("Accept", "text/event-stream");
        if (!events.isEmpty()) {
            connection.setRequestProperty(
                    "Last-Event-ID", Integer.toString(events.getLast().id()));
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            resumed += events.isEmpty() ? 0 : 1;
            take(lines);
        } finally {
            connection.disconnect();
        }
    }

    /** An event counts once its blank line has come. */
    private void take(BufferedReader lines) throws IOException {
        int id = 0;
        String name = "";
        String data = "";
        for (String line = lines.readLine(); line != null && !done(); line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = Integer.parseInt(line.substring(3).strip());
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5);
            } else if (line.isEmpty() && !data.isEmpty()) {
                events.add(new StreamedEvent(id, name, data.strip()));
                data = "";
            }
        }
    }
}
