package dev.koda.runtime.lease;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.testkit.database.FreshDatabase;
import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.server.TestServers;
import dev.koda.platform.testkit.token.StubIdentityServer;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.stub.StubUpstream;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes of the packaged runtime that die in the middle of tasks. */
class WorkerDeathIT {
    private static final int TASKS = 24;
    private static final int CALLS = 5;
    private static final Duration LEASE = Duration.ofSeconds(8);

    private static FreshDatabase database;
    private static StubIdentityServer identity;
    private static StubUpstream upstream;
    private static Map<String, String> environment;

    @BeforeAll
    static void stack() throws Exception {
        database = FreshDatabase.create("runtime_it");
        identity = StubIdentityServer.start();
        upstream = new StubUpstream();
        Path home = Files.createTempDirectory("koda-runtime-it");
        environment = new HashMap<>(TestEnvironment.variables());
        environment.put("KNOWLEDGE_V2_POSTGRES_DSN", database.ownerDsn());
        environment.put("KODA_KAFKA_BOOTSTRAP_SERVERS", TestServers.kafka());
        environment.put("KODA_AUTH_URL", identity.url());
        environment.put("KODA_PROVIDER_URL", upstream.url());
        environment.put("KODA_STORAGE_URL", upstream.url());
        environment.put("KODA_HOME", home.toString());
        environment.put("KODA_WORKER_SLOTS", "64");
        environment.put("MAX_QUEUED_TASKS_PER_USER", "1000");
    }

    @AfterAll
    static void down() {
        upstream.close();
        identity.close();
        database.close();
    }

    @Test
    void tasksOfAKilledWorkerRunElsewhereAtOnceAndNoFinishedCallTwice() throws SQLException {
        try (RuntimeProcess first = start("it-first", "all");
                RuntimeProcess second = start("it-second", "worker")) {
            RestAssured.baseURI = first.url();
            List<String> tasks = submitted();
            awaitCalls(TASKS);
            String victim = laterOwner();
            List<String> orphans = runningOn(victim);
            assertThat(orphans).isNotEmpty();
            Map<String, List<String>> finishedBefore = finishedCalls(tasks);

            second.kill();
            long killed = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> runningOn(victim).isEmpty() && notQueued(orphans));
            long took = Duration.ofNanos(System.nanoTime() - killed).toMillis();
            System.out.println("takeover tasks=" + orphans.size() + " ms=" + took);

            assertThat(took).isLessThan(4_000);
            allCompleted(tasks);
            noFinishedCallTwice(finishedBefore);
        }
    }

    @Test
    void aRuntimeKilledInMidTaskFinishesItAfterItsRestart() {
        String task;
        String doubtful;
        List<String> events;
        try (RuntimeProcess only = start("it-only", "all")) {
            RestAssured.baseURI = only.url();
            task = RuntimeFixtures.submit(agent(), script("restart"));
            doubtful = RuntimeFixtures.submit(
                    RuntimeFixtures.agent("shell.run"),
                    "@tool shell.run {\"command\":\"echo ran; sleep 25\",\"timeout_s\":60}",
                    "@say resolved");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> RuntimeFixtures.steps(task, "tool_call").size() >= 2
                            && RuntimeFixtures.steps(doubtful, "tool_call").size() == 1);
            only.kill();
        }
        int before = saved(task).size();
        try (RuntimeProcess again = start("it-again", "all")) {
            RestAssured.baseURI = again.url();

            assertThat(RuntimeFixtures.finished(task).getString("status")).isEqualTo("completed");

            assertThat(saved(task).stream().distinct().count()).isEqualTo(CALLS);
            assertThat(saved(task).size()).isBetween(CALLS, CALLS + 1);
            assertThat(before).isPositive();
            assertThat(RuntimeFixtures.steps(task, "recovery")).isNotEmpty();
            events = RuntimeFixtures.events(task, "1")
                    .then()
                    .extract()
                    .asString()
                    .lines()
                    .filter(line -> line.startsWith("id:"))
                    .toList();
            assertThat(events).doesNotHaveDuplicates().isNotEmpty();

            resolveDoubt(doubtful);

            Duration left = again.terminate();
            assertThat(left).isLessThan(Duration.ofSeconds(20));
        }
    }

    /** An irreversible call that a crash caught in the middle waits for a person, and ends as they say. */
    private static void resolveDoubt(String task) {
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
                .body(Map.of("decision", "happened", "result", "it ran"))
                .post("/api/runtime/approvals/" + approval)
                .then()
                .statusCode(200);
        assertThat(RuntimeFixtures.finished(task).getString("output")).isEqualTo("resolved");
        assertThat(RuntimeFixtures.steps(task, "tool_call")).hasSize(1);
    }

    @Test
    @Tag("long")
    void tasksOfAFrozenWorkerRunElsewhereAfterItsLeaseAndItWritesNoMore() throws SQLException {
        try (RuntimeProcess first = start("it-warm", "all");
                RuntimeProcess second = start("it-frozen", "worker")) {
            RestAssured.baseURI = first.url();
            List<String> tasks = submitted();
            awaitCalls(TASKS);
            String victim = laterOwner();
            List<String> orphans = runningOn(victim);
            Map<String, List<String>> finishedBefore = finishedCalls(tasks);

            second.signal("STOP");
            Awaitility.await()
                    .atMost(LEASE.plusSeconds(5))
                    .until(() -> runningOn(victim).isEmpty() && notQueued(orphans));
            second.signal("CONT");

            allCompleted(tasks);
            noFinishedCallTwice(finishedBefore);
        }
    }

    private static RuntimeProcess start(String name, String role) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("KODA_RUNTIME_ROLE", role);
        return RuntimeProcess.start(
                name,
                FreePort.next(),
                own,
                "-Dkoda.runtime.worker.lease=" + LEASE.toSeconds() + "s",
                "-Dkoda.runtime.worker.renew-every=2s");
    }

    private static List<String> submitted() {
        String agent = agent();
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(RuntimeFixtures.submit(agent, script("t" + i)));
        }
        return tasks;
    }

    private static String agent() {
        return RuntimeFixtures.agent("artifact.save");
    }

    private static String script(String name) {
        StringBuilder script = new StringBuilder("@slow 500\n");
        for (int i = 0; i < CALLS; i++) {
            script.append("@tool artifact.save {\"name\":\"")
                    .append(name)
                    .append('-')
                    .append(i)
                    .append("\",\"content\":\"")
                    .append(name)
                    .append(i)
                    .append("\"}\n");
        }
        return script.append("@say done").toString();
    }

    private static void awaitCalls(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> StubUpstream.recorded(upstream.url(), "artifact").size() >= count);
    }

    private static String laterOwner() throws SQLException {
        List<String> owners =
                column("SELECT DISTINCT lease_owner::text FROM runtime.task WHERE state = 'running' ORDER BY 1 DESC");
        assertThat(owners).as("both workers have tasks").hasSize(2);
        // ids grow with time, and the second process was started later
        return owners.getFirst();
    }

    private static List<String> runningOn(String owner) throws SQLException {
        return column("SELECT id::text FROM runtime.task WHERE state = 'running' AND lease_owner = '" + owner + "'");
    }

    private static boolean notQueued(List<String> tasks) throws SQLException {
        return column("SELECT id::text FROM runtime.task WHERE state = 'queued' AND id IN ('"
                        + String.join("','", tasks) + "')")
                .isEmpty();
    }

    private static Map<String, List<String>> finishedCalls(List<String> tasks) {
        Map<String, List<String>> finished = new HashMap<>();
        tasks.forEach(task -> finished.put(
                task,
                RuntimeFixtures.steps(task, "tool_call").stream()
                        .filter(step -> "ok".equals(step.get("status")))
                        .map(step -> ((Map<?, ?>) step.get("input")).get("name").toString())
                        .toList()));
        return finished;
    }

    private static void allCompleted(List<String> tasks) {
        assertThat(tasks)
                .allSatisfy(task -> assertThat(RuntimeFixtures.finished(task).getString("status"))
                        .isEqualTo("completed"));
    }

    private static void noFinishedCallTwice(Map<String, List<String>> finishedBefore) {
        finishedBefore.forEach((task, calls) -> {
            Map<String, Long> counts =
                    saved(task).stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
            assertThat(counts).hasSize(CALLS);
            assertThat(calls)
                    .allSatisfy(call -> assertThat(counts.get(call)).as(call).isEqualTo(1));
        });
    }

    private static List<String> saved(String task) {
        return StubUpstream.recorded(upstream.url(), "artifact").stream()
                .filter(call -> call.path("query")
                        .asText()
                        .contains(UUID.fromString(task).toString()))
                .map((JsonNode call) -> call.path("name").asText())
                .toList();
    }

    private static List<String> column(String sql) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
