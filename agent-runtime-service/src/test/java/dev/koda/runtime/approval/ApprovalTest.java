package dev.koda.runtime.approval;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.awaitState;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static dev.koda.runtime.approval.Questions.APPROVALS;
import static dev.koda.runtime.approval.Questions.ASKING;
import static dev.koda.runtime.approval.Questions.awaitCalls;
import static dev.koda.runtime.approval.Questions.decide;
import static dev.koda.runtime.approval.Questions.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Calls that wait for a person, and go as the person says. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class ApprovalTest {

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
}
