package dev.koda.runtime.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.journal.Bridge;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.awaitState;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Tasks that are given up, and those that must not be. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class DeadLetterTest {
    private static final String DLQ = "/api/runtime/dlq";
    /** Three recoveries without progress are granted; the loss after them ends the task. */
    private static final int LOSSES = 4;

    /** A sweeper on a busy machine may need some rounds before it trusts what it sees. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Bridge bridge;

    @Inject
    Pool pool;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Test
    void aTaskThatLosesItsWorkerAgainAndAgainIsDeadLetteredAndRequeuedOnce() {
        try (KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            String task = submit(agent(), "@hold 0 given-up", "@say at last");
            for (int loss = 1; loss <= LOSSES; loss++) {
                loseWorker(task, loss);
            }

            var end = finished(task);
            assertThat(end.getString("status")).isEqualTo("dead_lettered");
            assertThat(end.getString("error.code")).isEqualTo("no_progress_after_recoveries");
            assertThat(audit.await(event ->
                                    task.equals(event.key()) && event.value().contains("task.dead_lettered"))
                            .value())
                    .contains("no_progress_after_recoveries");
            owner().get(DLQ).then().body("items.find { it.id == '" + task + "' }.recoveries", equalTo(LOSSES));

            RuntimeFixtures.open("given-up");
            List<Response> answers = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(_ -> owner().post(DLQ + "/" + task + "/requeue"))
                    .toList();
            assertThat(answers.stream().map(Response::statusCode))
                    .as("of many who ask in the same instant one starts it again")
                    .containsExactlyInAnyOrder(202, 409, 409, 409, 409, 409, 409, 409);
            Response accepted = answers.stream()
                    .filter(answer -> answer.statusCode() == 202)
                    .findFirst()
                    .orElseThrow();
            accepted.then().body("retry_of", equalTo(task));
            String again = accepted.path("id");

            assertThat(finished(again).getString("output")).isEqualTo("at last");
            owner().post(DLQ + "/" + task + "/requeue")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("already_requeued"));
            owner().post(DLQ + "/" + again + "/requeue").then().statusCode(404);
            assertThat(finished(task).getString("status")).isEqualTo("dead_lettered");
        }
    }

    @Test
    void aTaskThatWasPutAsideInGoodOrderBetweenItsLossesIsNotGivenUp() {
        String task = submit(agent(), "@hold 0 put-aside", "@say at last");
        for (int loss = 1; loss <= LOSSES + 1; loss++) {
            int tries = loss;
            // the worker waits at the gate and writes nothing: a row beside its own cannot take the place of one
            Awaitility.await()
                    .alias("try " + tries)
                    .atMost(PATIENCE)
                    .until(() -> steps(task, "model_call").size() >= tries);
            waitForAnotherTry(task);
            loseWorker(task, loss);
        }
        RuntimeFixtures.open("put-aside");

        assertThat(finished(task).getString("output")).isEqualTo("at last");
    }

    /** The row of a worker that let go because a server it needed was away. */
    private void waitForAnotherTry(String task) {
        bridge.await(() -> pool.preparedQuery("""
                        INSERT INTO journal (task_id, seq, entry, kind, epoch, at, body)
                        SELECT $1, max(seq) + 1, 'step', 'retry', 0, now(), '{"name":"retry","status":"ok"}'
                          FROM journal WHERE task_id = $1""").execute(Tuple.of(UUID.fromString(task))));
    }

    @Test
    void aTaskWhoseVersionIsGoneFailsByNameAtOnce() {
        String agent = agent();
        UUID task = ids.next();
        bridge.await(() -> pool.preparedQuery("""
                        INSERT INTO task (id, agent_id, agent_version, operator_id, operator_name, channel, input, limits, state,
                                          ready_at, created_at)
                        VALUES ($1, $2, 7, 'test', 'test', 'api', 'x', '{}', 'queued', $3, $3)""")
                .execute(Tuple.of(task, UUID.fromString(agent), clock.instant().atOffset(ZoneOffset.UTC))));

        var end = finished(task.toString());

        assertThat(end.getString("status")).isEqualTo("failed");
        assertThat(end.getString("error.code")).isEqualTo("agent_version_missing");
        assertThat(end.getString("error.message")).contains("Version 7");
    }

    /** As a frozen worker loses it: the lease runs out and the sweeper takes the task back. */
    private void loseWorker(String task, int loss) {
        awaitState(task, "running", "dead_lettered");
        Awaitility.await()
                .alias("loss " + loss)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    bridge.await(() -> pool.preparedQuery("""
                                    UPDATE task SET lease_expires_at = now() - interval '1 second'
                                     WHERE id = $1 AND state = 'running' AND recoveries < $2""").execute(Tuple.of(UUID.fromString(task), loss)));
                    return steps(task, "recovery").size() >= loss;
                });
    }
}
