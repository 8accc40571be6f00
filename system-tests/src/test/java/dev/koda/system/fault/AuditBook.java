package dev.koda.system.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import dev.koda.system.stack.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit trail and the list of tasks, each of which must hold every task once. */
final class AuditBook {
    /** The trail is fed through Kafka, which was away many times. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(5);

    private static final int MOST_PAGES = 1000;
    private final Api api;

    AuditBook(Api api) {
        this.api = api;
    }

    /** Waits until what happened to the tasks has arrived, and says what is missing or stands there twice. */
    List<String> faults(Collection<String> tasks, String type) {
        Awaitility.await(type + " of all tasks is in the audit trail")
                .atMost(CATCHING_UP)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(entries(type).keySet()).containsAll(tasks));
        List<String> faults = new ArrayList<>();
        try {
            Map<String, Integer> entries = entries(type);
            tasks.stream()
                    .filter(task -> entries.get(task) != 1)
                    .forEach(task -> faults.add(task + " has " + entries.get(task) + " entries " + type));
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("the audit trail could not be read", failure);
        }
        return faults;
    }

    /** How many tasks the agents have. */
    int tasksOf(Collection<String> agents) throws IOException, InterruptedException {
        int tasks = 0;
        for (String agent : agents) {
            tasks += pages("/api/runtime/tasks?limit=200&agent_id=" + agent).size();
        }
        return tasks;
    }

    private Map<String, Integer> entries(String type) throws IOException, InterruptedException {
        Map<String, Integer> entries = new HashMap<>();
        pages("/api/control-plane/audit?limit=200&type=" + type)
                .forEach(entry -> entries.merge(entry.path("target").path("id").asText(), 1, Integer::sum));
        return entries;
    }

    private List<JsonNode> pages(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode body = api.get(path + cursor).expect(200).body();
            body.path("items").forEach(items::add);
            if (!body.hasNonNull("next_cursor")) {
                return items;
            }
            cursor = "&cursor=" + body.get("next_cursor").asText();
        }
        throw new AssertionError(path + " has no last page");
    }
}
