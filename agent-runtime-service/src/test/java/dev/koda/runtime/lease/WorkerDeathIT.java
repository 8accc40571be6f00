package dev.koda.runtime.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
            List<String> tasks = HeldWork.held(stack, "killed", MANY);
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
                stack.awaitTurn(HeldWork.HELD_TURN, tasks, mark);
                Duration asked = Duration.ofNanos(System.nanoTime() - killed);
                System.out.printf(
                        "killed worker: tasks=%d last_running_again_ms=%d last_model_asked_ms=%d%n",
                        MANY, taken.toMillis(), asked.toMillis());

                stack.upstream().open("killed");
                stack.awaitCompleted(tasks);
                booksBefore.noFinishedCallTwice(stack, tasks);
                assertThat(taken).isLessThan(RUNS_AGAIN);
            }
        }
    }

    @Test
    void theTasksOfAFrozenWorkerRunElsewhereAfterItsLeaseAndItWritesNoMore() throws IOException {
        try (RuntimeProcess frozen = stack.start("it-frozen", "worker", FEW, SHORT)) {
            List<String> tasks = HeldWork.held(stack, "frozen", FEW);
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
                stack.awaitTurn(HeldWork.HELD_TURN, tasks, mark);
                List<String> written = stack.rowsOfFirstEpoch(tasks);

                frozen.signal("CONT");
                stack.upstream().open("frozen");
                stack.awaitCompleted(tasks);
                Awaitility.await()
                        .alias("the frozen worker knows that it lost its tasks")
                        .atMost(Duration.ofSeconds(120))
                        .until(() -> givenUp("it-frozen").containsAll(tasks));

                assertThat(stack.rowsOfFirstEpoch(tasks)).isEqualTo(written);
                booksBefore.noFinishedCallTwice(stack, tasks);
                assertThat(taken).isLessThan(SHORT_LEASE.plusSeconds(5).plus(RUNS_AGAIN));
            }
        }
    }

    @Test
    void aRuntimeKilledInMidTaskFinishesItAfterItsRestart() {
        String task;
        Doubts doubts;
        try (RuntimeProcess only = stack.start("it-only", "all", FEW)) {
            RestAssured.baseURI = only.url();
            task = HeldWork.held(stack, "restart", 1).getFirst();
            doubts = Doubts.begun(stack);
            only.kill();
        }
        Books booksBefore = Books.of(stack);
        stack.upstream().open("restart");
        stack.upstream().open("doubt");
        try (RuntimeProcess again = stack.start("it-again", "all", FEW)) {
            RestAssured.baseURI = again.url();

            assertThat(RuntimeFixtures.finished(task).getString("status")).isEqualTo("completed");

            booksBefore.noFinishedCallTwice(stack, List.of(task));
            assertThat(RuntimeFixtures.steps(task, "recovery")).isNotEmpty();
            List<StreamedEvent> events = StreamedEvent.of(task, "1");
            assertThat(events)
                    .extracting(StreamedEvent::id)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .isNotEmpty();

            doubts.resolve();
            assertThat(List.of(doubts.posts("happened"), doubts.posts("not_happened"), doubts.posts("stop")))
                    .as("taken as done, run again, left alone")
                    .containsExactly(1L, 2L, 1L);

            Duration left = again.terminate();
            assertThat(left).isLessThan(LEFT);
        }
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

    /** Tasks whose runs a process let go of because they are another's, or because it could not write. */
    private static List<String> givenUp(String process) throws IOException {
        try (var lines = Files.lines(Path.of("target", process + ".log"))) {
            return lines.filter(line -> line.matches(".*(lease lost|left to recovery) task_id=.*"))
                    .map(line -> line.replaceAll(".* task_id=([0-9a-f-]{36}).*", "$1"))
                    .toList();
        }
    }
}
