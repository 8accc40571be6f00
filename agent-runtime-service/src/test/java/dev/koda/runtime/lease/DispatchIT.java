package dev.koda.runtime.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.testkit.token.StubIdentityServer;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.StreamedEvent;

import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static dev.koda.runtime.RuntimeFixtures.submitWith;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An API process and a worker process that have nothing but PostgreSQL between them: no Kafka listens where they look
 * for it, from their start to their end.
 */
class DispatchIT {
    private static final int SLOTS = 4;
    private static final int OF_ONE_AGENT = 3;
    private static final int LONE_TASKS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The poll comes several times a second; the rest is room for a build machine that is busy. */
    private static final Duration SLOWER_ONLY = Duration.ofSeconds(10);

    private static SpanCollector collector;
    private static RuntimeStack stack;
    private static RuntimeProcess api;

    @BeforeAll
    static void start() {
        collector = new SpanCollector();
        // a port so low that nobody listens on it by chance
        stack = new RuntimeStack("127.0.0.1:1", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url()));
        api = stack.start("it-no-kafka-api", "api", 1, TRACED);
        RestAssured.baseURI = api.url();
    }

    private static final String[] TRACED = {
        "-Dquarkus.otel.exporter.otlp.protocol=http/protobuf", "-Dquarkus.otel.bsp.schedule.delay=200ms"
    };

    @AfterAll
    static void down() {
        api.close();
        stack.close();
        collector.close();
    }

    @Test
    void withoutKafkaTasksRunFairlyByPriorityAndUnderTheirBound() {
        String greedy = RuntimeFixtures.agent();
        List<String> many = new ArrayList<>();
        for (int priority : List.of(5, 5, 5, 5, 5, 5, 9, 8)) {
            many.add(submitWith(greedy, Map.of("priority", priority), "@hold 0 greedy", "@say done"));
        }
        String modest = RuntimeFixtures.agent();
        List<String> few = List.of(held(modest, "modest"), held(modest, "modest"));

        try (RuntimeProcess _ = worker()) {
            // all were queued before there was a worker, so that its first claim judges them all
            awaitRunning(SLOTS);
            assertThat(running())
                    .as("half of the slots each, of the greedy agent the two most urgent tasks")
                    .containsExactlyInAnyOrder(many.get(6), many.get(7), few.get(0), few.get(1));

            stack.upstream().open("modest");
            few.forEach(task -> assertThat(finished(task).getString("status")).isEqualTo("completed"));
            awaitRunning(OF_ONE_AGENT);
            finished(submit(RuntimeFixtures.agent(), "@say beside"));
            assertThat(running())
                    .as("a free slot is not for a third agent's bound to be broken; the oldest is next")
                    .containsExactlyInAnyOrder(many.get(6), many.get(7), many.get(0));

            stack.upstream().open("greedy");
            many.forEach(task -> assertThat(finished(task).getString("status")).isEqualTo("completed"));
            slowerButNotStopped();
            oneTraceFromTheRequestToTheTool();
        }
    }

    /** As after a power failure, when all services start at once and this one was quicker than auth-service. */
    @Test
    void aTaskWaitsForAnAuthServiceThatIsNotThereYet() {
        int port = FreePort.next();
        String task = submit(RuntimeFixtures.agent(), "@say known at last");

        try (RuntimeProcess _ = stack.start(
                "it-no-identity-worker", "worker", SLOTS, "-Dkoda.peers.auth-url=http://127.0.0.1:" + port)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> stack.column(
                                            "SELECT 1 FROM runtime.task WHERE id = '" + task
                                                    + "' AND state = 'waiting_retry' AND error LIKE '%provider_service_unreachable%'")
                                    .size()
                            == 1);
            try (StubIdentityServer _ = StubIdentityServer.start(port)) {
                assertThat(finished(task).getString("output")).isEqualTo("known at last");
            }
        }
    }

    /** The claim poll alone finds them; the stream shows in one process what another one does. */
    private static void slowerButNotStopped() {
        String agent = RuntimeFixtures.agent();
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < LONE_TASKS; i++) {
            String task = submit(agent, "@say alone");
            assertThat(StreamedEvent.text(StreamedEvent.of(task, null))).isEqualTo("alone");
            var end = finished(task);
            waits.add(Duration.between(
                    Instant.parse(end.getString("created_at")), Instant.parse(end.getString("started_at"))));
        }
        Collections.sort(waits);
        System.out.printf(
                "without Kafka: tasks=%d claimed_after_ms_p50=%d max=%d%n",
                LONE_TASKS,
                waits.get(LONE_TASKS / 2).toMillis(),
                waits.getLast().toMillis());
        assertThat(waits.get(LONE_TASKS / 2)).isLessThan(SLOWER_ONLY);
    }

    private static void oneTraceFromTheRequestToTheTool() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        String agent = RuntimeFixtures.agent("file.write");
        String task = RuntimeFixtures.owner()
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .body(Map.of(
                        "agent_id", agent, "input", "@tool file.write {\"path\":\"a\",\"content\":\"b\"}\n@say traced"))
                .post(RuntimeFixtures.TASKS)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        finished(task);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(collector.names(traceId))
                .anyMatch(name -> name.startsWith("POST"))
                .anyMatch(name -> name.startsWith("invoke_agent"))
                .contains("chat one", "execute_tool file.write"));
        assertThat(stack.upstream().seen("completion").stream()
                        .filter(call -> call.path("task_id").asText().equals(task))
                        .map(call -> call.path("traceparent").asText()))
                .hasSize(2)
                .allMatch(header -> header.startsWith("00-" + traceId));
    }

    private static RuntimeProcess worker() {
        List<String> properties = new ArrayList<>(List.of(TRACED));
        properties.add("-Dkoda.runtime.worker.per-agent=" + OF_ONE_AGENT);
        return stack.start("it-no-kafka-worker", "worker", SLOTS, properties.toArray(String[]::new));
    }

    private static String held(String agent, String gate) {
        return submit(agent, "@hold 0 " + gate, "@say done");
    }

    private static List<String> running() {
        return stack.column("SELECT id FROM runtime.task WHERE state = 'running'");
    }

    private static void awaitRunning(int tasks) {
        Awaitility.await().atMost(PATIENCE).until(() -> running().size() == tasks);
    }
}
