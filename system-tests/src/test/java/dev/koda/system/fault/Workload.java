package dev.koda.system.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

import dev.koda.system.stack.Api;

/** Hands tasks in as a careful client does: with a key of its own, again and again until it has been told the task's id. */
final class Workload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, Integer> repeated = new ConcurrentSkipListMap<>();
    private final Api api;
    private final List<String> agents;

    Workload(Api api, List<String> agents) {
        this.api = api;
        this.agents = agents;
    }

    /** Returns the id of the accepted task. */
    String submit(PlannedTask task) {
        String agent = agents.get(ids.size() % agents.size());
        String body = JSON.createObjectNode()
                .put("agent_id", agent)
                .put("input", task.input())
                .put("idempotency_key", task.mark())
                .toString();
        return Awaitility.await("task " + task.mark() + " is accepted")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> accepted(task.mark(), body), id -> !id.isEmpty());
    }

    /** The accepted tasks that are not completed, with what the API says of them. */
    List<String> open() throws IOException, InterruptedException {
        List<String> open = new ArrayList<>();
        for (Map.Entry<String, String> task : ids.entrySet()) {
            String status = api.get("/api/runtime/tasks/" + task.getValue())
                    .body()
                    .path("status")
                    .asText();
            if (!status.equals("completed")) {
                open.add(task.getKey() + " " + task.getValue() + " " + status);
            }
        }
        return open;
    }

    /** Ids of the tasks by their marks. */
    Map<String, String> ids() {
        return Map.copyOf(ids);
    }

    /** How often a task had to be handed in once more, by what had been answered. */
    Map<String, Integer> repeated() {
        return Map.copyOf(repeated);
    }

    private String accepted(String mark, String body) throws InterruptedException {
        try {
            Api.Answer answer = api.post("/api/runtime/tasks", body);
            if (answer.status() == 202 || answer.status() == 200) {
                String id = answer.body().path("id").asText();
                ids.put(mark, id);
                return id;
            }
            if (answer.status() != 429 && answer.status() < 500) {
                throw new AssertionError("a sound task was refused: " + answer);
            }
            again(Integer.toString(answer.status()));
        } catch (IOException cutOff) {
            // whether it arrived is not known, which is what the key is for
            again("cut off");
        }
        return "";
    }

    private void again(String answer) {
        repeated.merge(answer, 1, Integer::sum);
    }
}
