package dev.koda.system.stack;

import java.io.IOException;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

/** Agents and tasks as the tests need them. */
public final class Tasks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Api api;

    public Tasks(Api api) {
        this.api = api;
    }

    /** Creates and publishes an agent; returns its id. */
    public String publishedAgent(String name, String model, String... tools) throws IOException, InterruptedException {
        var body = JSON.createObjectNode()
                .put("name", name)
                .put("instructions", "Do what you are asked.")
                .put("model", model);
        var offered = body.putArray("tools");
        for (String tool : tools) {
            offered.add(tool);
        }
        String id = api.post("/api/control-plane/agents", body.toString())
                .expect(201)
                .body()
                .path("id")
                .asText();
        api.post("/api/control-plane/agents/" + id + "/publish", "{}").expect(200);
        return id;
    }

    /** Submits a task; returns its id. */
    public String submit(String agent, String input) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("agent_id", agent)
                .put("input", input)
                .toString();
        return api.post("/api/runtime/tasks", body)
                .expect(202)
                .body()
                .path("id")
                .asText();
    }

    public JsonNode task(String id) throws IOException, InterruptedException {
        return api.get("/api/runtime/tasks/" + id).expect(200).body();
    }

    public JsonNode trace(String id) throws IOException, InterruptedException {
        return api.get("/api/runtime/tasks/" + id + "/trace").expect(200).body();
    }

    /** Waits until the task has ended and returns it. */
    public JsonNode ended(String id, Duration limit) {
        return Awaitility.await("task " + id + " ends")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> task(id), task -> switch (task.path("status").asText()) {
                    case "completed", "failed", "cancelled", "dead_lettered" -> true;
                    case String open -> open.isEmpty();
                });
    }
}
