package dev.koda.runtime.approval;

import java.time.Duration;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;

import static dev.koda.runtime.RuntimeFixtures.owner;
import static dev.koda.runtime.RuntimeFixtures.steps;

/** Questions to the owner as the owner meets them over HTTP. */
final class Questions {
    static final String APPROVALS = "/api/runtime/approvals";

    /** A tool whose calls wait for an answer. */
    static final Map<String, String> ASKING = Map.of("name", "file.write", "approval", "ask");

    private Questions() {}

    static JsonPath pending(String task) {
        return owner().get(APPROVALS + "?status=pending&task_id=" + task)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static ValidatableResponse decide(String approval, Map<String, ?> answer) {
        return owner().body(answer)
                .post("/api/control-plane/approvals/" + approval)
                .then();
    }

    /** Waits until so many calls have their result: the task is past the question before. */
    static void awaitCalls(String task, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> steps(task, "tool_call").stream()
                                .filter(step -> "ok".equals(step.get("status")))
                                .count()
                        == count);
    }
}
