package dev.koda.runtime.task;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.AGENTS;
import static dev.koda.runtime.RuntimeFixtures.TASKS;
import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.awaitState;
import static dev.koda.runtime.RuntimeFixtures.draft;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

/** What is accepted, refused, cancelled and tried again. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class TaskIntakeTest {
    /** As the test's settings say. */
    private static final int QUEUE_BOUND = 6;

    @Test
    void aKnownIdempotencyKeyGivesTheFirstTask() {
        String agent = agent();
        Map<String, String> body = Map.of(
                "agent_id",
                agent,
                "input",
                "once",
                "idempotency_key",
                UUID.randomUUID().toString());

        String first = owner().body(body)
                .post(TASKS)
                .then()
                .statusCode(202)
                .body("status", equalTo("queued"))
                .extract()
                .path("id");

        owner().body(body).post(TASKS).then().statusCode(200).body("id", equalTo(first));
    }

    @Test
    void aDraftAPausedAndAnUnknownAgentAreRefusedByName() {
        String unpublished = draft(Map.of());
        refused(unpublished, 409, "agent_not_published");

        String paused = agent();
        owner().post(AGENTS + "/" + paused + "/pause").then().statusCode(200);
        refused(paused, 409, "agent_paused");
        owner().post(AGENTS + "/" + paused + "/activate").then().statusCode(200);
        finished(submit(paused, "again at work"));

        refused(UUID.randomUUID().toString(), 404, "agent_not_found");
    }

    @Test
    void aRunningTaskIsCancelledAndStaysSo() {
        String task = submit(agent(), "@slow 200", "@say " + "word ".repeat(200));
        awaitState(task, "running");

        owner().body(Map.of("reason", "enough"))
                .post(TASKS + "/" + task + "/cancel")
                .then()
                .statusCode(202);

        var end = finished(task);
        assertThat(end.getString("status")).isEqualTo("cancelled");
        assertThat(end.getString("error.message")).isEqualTo("enough");
        owner().post(TASKS + "/" + task + "/cancel").then().statusCode(202).body("status", equalTo("cancelled"));
    }

    @Test
    void anEndedTaskIsTriedAgainAsANewOne() throws Exception {
        String task = submit(agent(), "try me");
        finished(task);
        owner().post(TASKS + "/" + task + "/cancel").then().statusCode(409).body("code", equalTo("task_ended"));
        assertThat(cancelledWithoutBody(task)).isEqualTo(409);

        String again = owner().post(TASKS + "/" + task + "/retry")
                .then()
                .statusCode(202)
                .body("retry_of", equalTo(task))
                .extract()
                .path("id");

        assertThat(finished(again).getString("output")).isEqualTo("Echo: try me");
    }

    /** Sends nothing, and so no media type either, as most clients do; the test library would name one. */
    private static int cancelledWithoutBody(String task) throws Exception {
        URI target = URI.create(RestAssured.baseURI + ":" + RestAssured.port + TASKS + "/" + task + "/cancel");
        HttpRequest request = HttpRequest.newBuilder(target)
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.operator(UUID.randomUUID().toString(), "owner"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void anOperatorWithAFullQueueIsRefusedAndOthersAreNot() {
        String agent = agent();
        String operator = UUID.randomUUID().toString();
        String session = UUID.randomUUID().toString();
        Map<String, Object> held =
                Map.of("agent_id", agent, "input", "@hold 0 full-queue\n@say held", "session_id", session);
        String first = submitAs(operator, held).statusCode(202).extract().path("id");
        awaitState(first, "running");
        // of one session, so that no worker can take them while the first runs
        for (int i = 0; i < QUEUE_BOUND; i++) {
            submitAs(operator, held).statusCode(202);
        }

        submitAs(operator, held)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("queue_full"))
                .body("limit", equalTo(QUEUE_BOUND));
        finished(submit(agent, "another operator's"));

        RuntimeFixtures.open("full-queue");
    }

    @Test
    void listsFilterAndPage() {
        String agent = agent();
        for (int i = 0; i < 3; i++) {
            finished(submit(agent, "needle " + i));
        }

        String cursor = owner().get(TASKS + "?agent_id=" + agent + "&limit=2")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .extract()
                .path("next_cursor");

        owner().get(TASKS + "?agent_id=" + agent + "&limit=2&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("next_cursor", equalTo(null));
        owner().get(TASKS + "?q=needle 2&agent_id=" + agent).then().body("items.size()", equalTo(1));
        owner().get(TASKS + "?status=completed&agent_id=" + agent).then().body("items.input", hasItem("needle 0"));
        owner().get(TASKS + "/counts").then().statusCode(200);
        owner().get("/api/runtime/queue?limit=1")
                .then()
                .statusCode(200)
                .body("containsKey('next_cursor')", equalTo(true));
        owner().get("/api/runtime/dlq").then().statusCode(200);
    }

    private static ValidatableResponse submitAs(String operator, Map<String, Object> body) {
        return RuntimeFixtures.as(operator, "operator").body(body).post(TASKS).then();
    }

    private static void refused(String agent, int status, String code) {
        owner().body(Map.of("agent_id", agent, "input", "x"))
                .post(TASKS)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }
}
