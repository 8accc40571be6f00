package dev.koda.runtime.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.StreamedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes of the packaged runtime that die or freeze in the middle of tasks.
 *
 * <p>Who holds what is never left to chance: one worker alone takes all tasks and is full; only then the next starts.
 * Tasks wait in a model turn that the test holds, so none ends by itself.
 */
class WorkerDeathIT {
    private static final int MANY = 200;
    private static final int FEW = 20;
    private static final int CALLS = 3;
    /** The turn in which tasks are held; the calls of the turns before have finished by then. */
    private static final int HELD_TURN = 2;
    /** The contract says 2 s, and the figure is printed; the rest, below the lease, is room for a busy build machine. */
    private static final Duration RUNS_AGAIN = Duration.ofSeconds(20);

    private static final Duration SHORT_LEASE = Duration.ofSeconds(10);

    /** The contract says 20 s for one in the midst of work, and this one has none. */
    private static final Duration LEFT = Duration.ofSeconds(30);

    private static final String[] SHORT = {
        "-Dkoda.runtime.worker.lease=" + SHORT_LEASE.toSeconds() + "s", "-Dkoda.runtime.worker.renew-every=1s"
    };

    private static RuntimeStack stack;
    private static RuntimeProcess api;

    @BeforeAll
    static void start() {
        stack = new RuntimeStack();
        api = stack.start("it-api", "api", 1);
    }

    @AfterAll
    static void down() {
        api.close();
        stack.close();
    }

    @BeforeEach
    void speakToTheApi() {
        RestAssured.baseURI = api.url();
    }

    @Test
    void allTasksOfAKilledWorkerRunElsewhereWithinSecondsAndNoFinishedCallTwice() {
        try (RuntimeProcess victim = stack.start("it-victim", "worker", MANY)) {
            List<String> tasks = held("killed", MANY);
            String dead = stack.newestWorker();
            assertThat(stack.running(dead)).containsExactlyInAnyOrderElementsOf(tasks);
            try (RuntimeProcess _ = stack.start("it-heir", "worker", 2 * MANY)) {
                stack.awaitJudge(stack.newestWorker());
                passByTheFullWorker();
                Books booksBefore = Books.of(stack);
                int mark = stack.mark();

                long killed = System.nanoTime();
                victim.kill();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> stack.running(stack.newestWorker()).size() == MANY);
                Duration taken = Duration.ofNanos(System.nanoTime() - killed);
                stack.awaitTurn(HELD_TURN, tasks, mark);
                Duration asked = Duration.ofNanos(System.nanoTime() - killed);
                System.out.printf(
                        "killed worker: tasks=%d last_running_again_ms=%d last_model_asked_ms=%d%n",
                        MANY, taken.toMillis(), asked.toMillis());

                stack.upstream().open("killed");
                stack.awaitCompleted(tasks);
                noFinishedCallTwice(tasks, booksBefore);
                assertThat(taken).isLessThan(RUNS_AGAIN);
            }
        }
    }

    @Test
    void theTasksOfAFrozenWorkerRunElsewhereAfterItsLeaseAndItWritesNoMore() throws IOException {
        try (RuntimeProcess frozen = stack.start("it-frozen", "worker", FEW, SHORT)) {
            List<String> tasks = held("frozen", FEW);
            assertThat(stack.running(stack.newestWorker())).containsExactlyInAnyOrderElementsOf(tasks);
            try (RuntimeProcess _ = stack.start("it-warm", "worker", FEW, SHORT)) {
                Books booksBefore = Books.of(stack);
                int mark = stack.mark();

                long stopped = System.nanoTime();
                frozen.signal("STOP");
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> stack.running(stack.newestWorker()).size() == FEW);
                Duration taken = Duration.ofNanos(System.nanoTime() - stopped);
                System.out.printf(
                        "frozen worker: tasks=%d lease_ms=%d last_running_again_ms=%d%n",
                        FEW, SHORT_LEASE.toMillis(), taken.toMillis());
                stack.awaitTurn(HELD_TURN, tasks, mark);
                List<String> written = stack.rowsOfFirstEpoch(tasks);

                frozen.signal("CONT");
                stack.upstream().open("frozen");
                stack.awaitCompleted(tasks);
                Awaitility.await()
                        .alias("the frozen worker knows that it lost its tasks")
                        .atMost(Duration.ofSeconds(120))
                        .until(() -> givenUp("it-frozen").containsAll(tasks));

                assertThat(stack.rowsOfFirstEpoch(tasks)).isEqualTo(written);
                noFinishedCallTwice(tasks, booksBefore);
                assertThat(taken).isLessThan(SHORT_LEASE.plusSeconds(5).plus(RUNS_AGAIN));
            }
        }
    }

    @Test
    void aRuntimeKilledInMidTaskFinishesItAfterItsRestart() {
        String task;
        Map<String, String> doubts = new TreeMap<>();
        try (RuntimeProcess only = stack.start("it-only", "all", FEW)) {
            RestAssured.baseURI = only.url();
            task = RuntimeFixtures.submit(RuntimeFixtures.agent("artifact.save"), script("restart"));
            stack.awaitTurn(HELD_TURN, List.of(task), 0);
            stack.awaitResults(HELD_TURN, List.of(task));
            String agent = RuntimeFixtures.agent("http.fetch");
            for (String answer : List.of("happened", "not_happened", "stop")) {
                doubts.put(answer, RuntimeFixtures.submit(agent, irreversible(answer), "@say resolved"));
            }
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> doubts.keySet().stream()
                    .allMatch(answer -> posts(answer) == 1));
            only.kill();
        }
        Books booksBefore = Books.of(stack);
        stack.upstream().open("restart");
        stack.upstream().open("doubt");
        try (RuntimeProcess again = stack.start("it-again", "all", FEW)) {
            RestAssured.baseURI = again.url();

            assertThat(RuntimeFixtures.finished(task).getString("status")).isEqualTo("completed");

            noFinishedCallTwice(List.of(task), booksBefore);
            assertThat(RuntimeFixtures.steps(task, "recovery")).isNotEmpty();
            List<StreamedEvent> events = StreamedEvent.of(task, "1");
            assertThat(events)
                    .extracting(StreamedEvent::id)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .isNotEmpty();

            doubts.forEach(WorkerDeathIT::resolveDoubt);
            assertThat(List.of(posts("happened"), posts("not_happened"), posts("stop")))
                    .as("taken as done, run again, left alone")
                    .containsExactly(1L, 2L, 1L);

            Duration left = again.terminate();
            assertThat(left).isLessThan(LEFT);
        }
    }

    /** A call that nobody can take back, which does not return before the test lets it. */
    private static String irreversible(String answer) {
        return "@tool http.fetch {\"method\":\"POST\",\"url\":\"%s/effect?case=%s&gate=doubt\"}"
                .formatted(stack.upstream().url(), answer);
    }

    private static long posts(String answer) {
        return stack.upstream().seen("effect").stream()
                .filter(call -> call.path("query").asText().startsWith("case=" + answer + "&"))
                .count();
    }

    /** An irreversible call that a crash caught in the middle waits for a person, and ends as they say. */
    private static void resolveDoubt(String answer, String task) {
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

    /** So many tasks, each of them waiting in the same turn of the model, which the gate of the same name holds. */
    private static List<String> held(String name, int count) {
        String agent = RuntimeFixtures.agent("artifact.save");
        List<String> tasks = IntStream.range(0, count)
                .parallel()
                .mapToObj(_ -> RuntimeFixtures.submit(agent, script(name)))
                .toList();
        stack.awaitTurn(HELD_TURN, tasks, 0);
        stack.awaitResults(HELD_TURN, tasks);
        return tasks;
    }

    private static String script(String gate) {
        StringBuilder script = new StringBuilder("@hold " + HELD_TURN + " " + gate + "\n");
        for (int i = 0; i < CALLS; i++) {
            script.append("@tool artifact.save {\"name\":\"note-%d\",\"content\":\"%s %d\"}%n".formatted(i, gate, i));
        }
        return script.append("@say done").toString();
    }

    /** New tasks go by the worker whose slots are all taken: nothing waits behind it. */
    private static void passByTheFullWorker() {
        String agent = RuntimeFixtures.agent();
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            tasks.add(RuntimeFixtures.submit(agent, "@say passed"));
        }
        assertThat(tasks)
                .allSatisfy(task -> assertThat(RuntimeFixtures.finished(task).getString("output"))
                        .isEqualTo("passed"));
    }

    /** What the journal and the world outside knew at a moment. */
    private record Books(List<String> finished, List<String> saved) {
        static Books of(RuntimeStack stack) {
            return new Books(stack.finishedCalls(), stack.saved());
        }
    }

    /**
     * A call that had finished has arrived no more often than before the death. More than once it may have arrived by then:
     * a broken connection is tried again under the same key.
     */
    private static void noFinishedCallTwice(List<String> tasks, Books before) {
        List<String> saved = stack.saved();
        for (String task : tasks) {
            List<String> own =
                    saved.stream().filter(call -> call.startsWith(task)).toList();
            assertThat(own.stream().distinct()).hasSize(CALLS);
        }
        List<String> finished = before.finished().stream()
                .filter(call -> tasks.contains(call.split(" ")[0]))
                .toList();
        assertThat(finished).hasSize(tasks.size() * HELD_TURN);
        assertThat(finished).allSatisfy(call -> assertThat(Collections.frequency(saved, call))
                .as(call)
                .isEqualTo(Collections.frequency(before.saved(), call)));
    }

    /** Tasks whose runs a process let go of because they are another's, or because it could not write. */
    private static List<String> givenUp(String process) throws IOException {
        try (var lines = Files.lines(Path.of("target", process + ".log"))) {
            return lines.filter(line -> line.matches(".*(lease lost|left to recovery) task_id=.*"))
                    .map(line -> line.replaceAll(".* task_id=([0-9a-f-]{36}).*", "$1"))
                    .toList();
        }
    }
}
