package dev.koda.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.restassured.path.json.JsonPath;

/** One event of a task's stream. */
public record StreamedEvent(int id, String name, String data) {

    /** All events of a task, read to the end of its stream, or those behind the given one. */
    public static List<StreamedEvent> of(String task, String lastEventId) {
        String body = RuntimeFixtures.events(task, lastEventId)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<StreamedEvent> events = new ArrayList<>();
        for (String block : body.split("\n\n")) {
            Map<String, String> fields = new HashMap<>();
            block.lines()
                    .filter(line -> line.indexOf(':') > 0)
                    .forEach(line -> fields.put(
                            line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1).strip()));
            if (fields.containsKey("id")) {
                events.add(
                        new StreamedEvent(Integer.parseInt(fields.get("id")), fields.get("event"), fields.get("data")));
            }
        }
        return events;
    }

    /** The text that a reader of the tokens has seen at the end. */
    public static String text(List<StreamedEvent> events) {
        StringBuilder text = new StringBuilder();
        tokens(events).forEach(token -> {
            if (token.field("replace") != null) {
                text.setLength(0);
            }
            text.append(token.field("text"));
        });
        return text.toString();
    }

    /** The messages the tokens belong to, each once, in order. */
    public static List<String> messages(List<StreamedEvent> events) {
        return tokens(events).stream()
                .map(token -> token.field("message_id"))
                .distinct()
                .collect(Collectors.toList());
    }

    private static List<StreamedEvent> tokens(List<StreamedEvent> events) {
        return events.stream().filter(event -> event.name().equals("token")).toList();
    }

    public String field(String name) {
        Object value = JsonPath.from(data).get(name);
        return value == null ? null : value.toString();
    }
}
