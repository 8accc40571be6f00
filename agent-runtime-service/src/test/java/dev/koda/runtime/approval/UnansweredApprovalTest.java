package dev.koda.runtime.approval;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.journal.Bridge;

import static dev.koda.runtime.RuntimeFixtures.TASKS;
import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.awaitState;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static dev.koda.runtime.approval.Questions.APPROVALS;
import static dev.koda.runtime.approval.Questions.ASKING;
import static dev.koda.runtime.approval.Questions.decide;
import static dev.koda.runtime.approval.Questions.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Questions that nobody answers in time, or at all. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class UnansweredApprovalTest {

    @Inject
    Bridge bridge;

    @Inject
    Pool pool;

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
}
