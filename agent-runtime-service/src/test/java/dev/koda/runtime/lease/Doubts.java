package dev.koda.runtime.lease;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.awaitility.Awaitility;

import dev.koda.runtime.RuntimeFixtures;

import static org.assertj.core.api.Assertions.assertThat;

/** Irreversible calls that a crash catches in the middle, one for each way in which a person can answer for them. */
final class Doubts {
    private static final List<String> ANSWERS = List.of("happened", "not_happened", "stop");

    private final RuntimeStack stack;
    private final Map<String, String> tasks = new TreeMap<>();

    private Doubts(RuntimeStack stack) {
        this.stack = stack;
    }

    /** Returns when every call has arrived once; none of them returns before the gate {@code doubt} is opened. */
    static Doubts begun(RuntimeStack stack) {
        Doubts doubts = new Doubts(stack);
        String agent = RuntimeFixtures.agent("http.fetch");
        for (String answer : ANSWERS) {
            doubts.tasks.put(answer, RuntimeFixtures.submit(agent, doubts.irreversible(answer), "@say resolved"));
        }
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> ANSWERS.stream()
                .allMatch(answer -> doubts.posts(answer) == 1));
        return doubts;
    }

    private String irreversible(String answer) {
        return "@tool http.fetch {\"method\":\"POST\",\"url\":\"%s/effect?case=%s&gate=doubt\"}"
                .formatted(stack.upstream().url(), answer);
    }

    /** How often the call to be answered so has arrived. */
    long posts(String answer) {
        return stack.upstream().seen("effect").stream()
                .filter(call -> call.path("query").asText().startsWith("case=" + answer + "&"))
                .count();
    }

    /** Each waits for a person, and ends as they say. */
    void resolve() {
        tasks.forEach(Doubts::resolve);
    }

    private static void resolve(String answer, String task) {
        assertThat(RuntimeFixtures.awaitState(task, "waiting_approval").getString("reason"))
                .isEqualTo("in_doubt");
        String approval = RuntimeFixtures.owner()
                .get("/api/runtime/approvals?status=pending&task_id=" + task)
                .path("items[0].id");
        RuntimeFixtures.owner()
                .body(Map.of("decision", "approve"))
                .post("/api/runtime/approvals/" + approval)
                .then()
                .statusCode(400);
        RuntimeFixtures.owner()
                .body(Map.of("decision", answer))
                .post("/api/runtime/approvals/" + approval)
                .then()
                .statusCode(200);
        var end = RuntimeFixtures.finished(task);
        if ("stop".equals(answer)) {
            assertThat(end.getString("status")).isEqualTo("failed");
            assertThat(end.getString("error.code")).isEqualTo("stopped_by_operator");
        } else {
            assertThat(end.getString("output")).isEqualTo("resolved");
        }
    }
}
