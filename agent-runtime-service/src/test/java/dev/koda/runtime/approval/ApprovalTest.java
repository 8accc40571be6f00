package dev.koda.runtime.approval;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.stub.StubUpstream;

import static dev.koda.runtime.RuntimeFixtures.TASKS;
import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.awaitState;
import static dev.koda.runtime.RuntimeFixtures.draft;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Calls that wait for a person. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class ApprovalTest {
    private static final String APPROVALS = "/api/runtime/approvals";

    @Inject
    Bridge bridge;

    @Inject
    Pool pool;

    private static final Map<String, String> ASKING = Map.of("name", "file.write", "approval", "ask");

    @Test
    void anApprovedCallRunsAndALateClickIsToldSo() {
        String task = submit(agent(ASKING), "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}", "@say written");
        JsonPath waiting = awaitState(task, "waiting_approval");
        assertThat(waiting.getString("reason")).isEqualTo("approval");
        String approval = pending(task).getString("items[0].id");
        assertThat(pending(task).getString("items[0].consent_hash")).hasSize(64);

        decide(approval, Map.of("decision", "approve")).statusCode(200).body("status", equalTo("approved"));

        assertThat(finished(task).getString("output")).isEqualTo("written");
        assertThat(steps(task, "approval"))
                .extracting(step -> step.get("status"))
                .containsExactly("pending", "approved");
        assertThat(steps(task, "tool_call").getFirst()).containsEntry("status", "ok");
        decide(approval, Map.of("decision", "reject"))
                .statusCode(409)
                .body("code", equalTo("approval_already_decided"));
    }

    @Test
    void aRejectedCallIsNotRunAndTheModelIsTold() {
        String task =
                submit(agent(ASKING), "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}", "@say understood");
        awaitState(task, "waiting_approval");

        decide(pending(task).getString("items[0].id"), Map.of("decision", "reject", "note", "not today"))
                .statusCode(200);

        assertThat(finished(task).getString("output")).isEqualTo("understood");
        assertThat(steps(task, "tool_call").getFirst().toString())
                .contains("approval_rejected")
                .contains("not today");
    }

    @Test
    void anEditedCallRunsWithTheEditedArguments() {
        String task = submit(agent(ASKING), "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}", "@say done");
        awaitState(task, "waiting_approval");
        String approval = pending(task).getString("items[0].id");
        decide(approval, Map.of("decision", "edit")).statusCode(400).body("code", equalTo("arguments_missing"));
        decide(approval, Map.of("decision", "edit", "arguments", Map.of("path", 7)))
                .statusCode(400)
                .body("code", equalTo("arguments_invalid"));
        owner().get(APPROVALS + "?status=perhaps").then().statusCode(400).body("code", equalTo("status_unknown"));

        decide(approval, Map.of("decision", "edit", "arguments", Map.of("path", "b.txt", "content", "yy")))
                .statusCode(200);

        finished(task);
        assertThat(steps(task, "tool_call").getFirst().get("output").toString()).contains("b.txt");
    }

    @Test
    void aConsentForTheTaskOpensTheVerySameCallAndNoOther() {
        String task = submit(
                agent(ASKING),
                "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}",
                "@tool file.write {\"content\":\"x\",\"path\":\"a.txt\"}",
                "@tool file.write {\"path\":\"a.txt\",\"content\":\"y\"}",
                "@say three");
        awaitState(task, "waiting_approval");

        decide(pending(task).getString("items[0].id"), Map.of("decision", "approve", "scope", "task"))
                .statusCode(200);

        awaitCalls(task, 2);
        awaitState(task, "waiting_approval");
        assertThat(pending(task).getString("items[0].arguments.content")).isEqualTo("y");
        decide(pending(task).getString("items[0].id"), Map.of("decision", "approve"))
                .statusCode(200);
        assertThat(finished(task).getString("output")).isEqualTo("three");
    }

    @Test
    void anAnswerNeverMeetsALaterCallThatTheModelNamedTheSame() {
        String task = submit(
                agent(ASKING),
                "@same-ids",
                "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}",
                "@tool file.write {\"path\":\"b.txt\",\"content\":\"x\"}",
                "@say two");
        awaitState(task, "waiting_approval");
        decide(
                        pending(task).getString("items[0].id"),
                        Map.of("decision", "edit", "arguments", Map.of("path", "edited.txt", "content", "z")))
                .statusCode(200);
        awaitCalls(task, 1);

        awaitState(task, "waiting_approval");
        assertThat(pending(task).getString("items[0].arguments.path")).isEqualTo("b.txt");
        decide(pending(task).getString("items[0].id"), Map.of("decision", "reject"))
                .statusCode(200);

        finished(task);
        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("status"))
                .containsExactly("ok", "blocked");
    }

    @Test
    void anApprovalThatNobodyAnswersExpiresIntoANo() {
        try (KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            String task =
                    submit(agent(ASKING), "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}", "@say went on");
            awaitState(task, "waiting_approval");
            UUID approval = UUID.fromString(pending(task).getString("items[0].id"));
            bridge.await(() -> pool.preparedQuery(
                            "UPDATE approval SET expires_at = now() - interval '1 second' WHERE id = $1")
                    .execute(Tuple.of(approval)));
            decide(approval.toString(), Map.of("decision", "approve")).statusCode(409);

            assertThat(finished(task).getString("output")).isEqualTo("went on");
            assertThat(steps(task, "tool_call").getFirst().toString()).contains("approval_expired");
            owner().get(APPROVALS + "/" + approval).then().body("status", equalTo("expired"));
            audit.await(event -> task.equals(event.key()) && event.value().contains("approval.expired"));
            decide(approval.toString(), Map.of("decision", "approve"))
                    .statusCode(409)
                    .body("code", equalTo("approval_already_decided"));
        }
    }

    @Test
    void aCancelledTaskTakesItsQuestionWithIt() {
        String task = submit(agent(ASKING), "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}");
        awaitState(task, "waiting_approval");
        String approval = pending(task).getString("items[0].id");

        owner().post(TASKS + "/" + task + "/cancel").then().statusCode(202).body("status", equalTo("cancelled"));

        assertThat(pending(task).getList("items")).isEmpty();
        decide(approval, Map.of("decision", "approve")).statusCode(409).body("code", equalTo("approval_task_ended"));
    }

    @Test
    void aDeniedToolIsNeverRunAndNeverOffered() {
        String agent = agent(Map.of("name", "file.write", "approval", "deny"));
        String task = submit(agent, "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}", "@say fine");

        finished(task);

        assertThat(steps(task, "tool_call").getFirst()).containsEntry("status", "blocked");
        assertThat(StubUpstream.recorded(RuntimeFixtures.setting("koda.peers.provider-url"), "completion").stream()
                        .filter(call -> call.path("task_id").asText().equals(task))
                        .map(call -> call.path("tools").size()))
                .containsOnly(0);
    }

    @Test
    void aTrialOfADraftRehearsesWhatCannotBeTakenBack() {
        String draft = draft(Map.of("tools", List.of("shell.run", "file.write")));

        String task = RuntimeFixtures.submitWith(
                draft,
                Map.of("draft", true),
                "@tool shell.run {\"command\":\"touch made\"}",
                "@tool file.write {\"path\":\"a\",\"content\":\"b\"}",
                "@say tried");

        var end = finished(task);
        assertThat(end.getBoolean("draft")).isTrue();
        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("status"))
                .containsExactly("rehearsed", "ok");
        RuntimeFixtures.as("01900000-0000-7000-8000-000000000077", "operator")
                .body(Map.of("agent_id", draft, "input", "x", "draft", true))
                .post(TASKS)
                .then()
                .statusCode(403);
    }

    /** Waits until so many calls have their result: the task is past the question before. */
    private static void awaitCalls(String task, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> steps(task, "tool_call").stream()
                                .filter(step -> "ok".equals(step.get("status")))
                                .count()
                        == count);
    }

    private static JsonPath pending(String task) {
        return owner().get(APPROVALS + "?status=pending&task_id=" + task)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse decide(String approval, Map<String, ?> answer) {
        return owner().body(answer)
                .post("/api/control-plane/approvals/" + approval)
                .then();
    }
}
