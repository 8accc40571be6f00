package dev.koda.runtime.task;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** Tasks from HTTP to their end. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class TaskJourneyTest {
    private final String folder = RuntimeFixtures.setting("test.folder");

    @Test
    void aTaskReadsFilesSavesAnArtifactAndAnswers() {
        Map<String, Object> settings = Map.of("folder", folder);
        String agent = agent(
                Map.of("name", "file.list", "settings", settings),
                Map.of("name", "file.read", "settings", settings),
                "artifact.save",
                "time.now");

        String task = submit(
                agent,
                "@tool file.list {}",
                "@parallel file.read {\"path\":\"one.md\"} && file.read {\"path\":\"two.md\"}",
                "@tool artifact.save {\"name\":\"summary.md\",\"content\":\"# Both\"}",
                "@say Read one.md and two.md.");

        var end = finished(task);
        assertThat(end.getString("status")).isEqualTo("completed");
        assertThat(end.getString("output")).isEqualTo("Read one.md and two.md.");
        assertThat(end.getList("artifacts.name")).isEqualTo(List.of("summary.md"));
        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("name") + " " + step.get("status"))
                .containsExactly("file.list ok", "file.read ok", "file.read ok", "artifact.save ok");
        assertThat(steps(task, "tool_call").getFirst().toString())
                .contains("one.md")
                .doesNotContain(".env");
    }

    @Test
    void everyIterationHasALineWithItsVerdict() {
        String task = submit(agent("time.now"), "@tool time.now {}", "@say done");

        finished(task);

        assertThat(steps(task, "iteration"))
                .extracting(step -> step.get("iteration") + " " + step.get("verdict"))
                .containsExactly("1 progress", "2 progress");
        assertThat(steps(task, "iteration").getFirst()).containsKeys("reason", "counters");
    }

    @Test
    void theTraceShowsQueueLeaseContextAndModel() {
        String task = submit(agent(), "hello");

        finished(task);

        assertThat(steps(task))
                .extracting(step -> step.get("kind"))
                .containsExactly("queue_wait", "lease", "context", "model_call", "iteration");
        var call = steps(task, "model_call").getFirst();
        assertThat(call)
                .containsEntry("provider", "stub")
                .containsEntry("model", "one")
                .containsEntry("status", "ok");
        assertThat(call.get("tokens")).isEqualTo(Map.of("input", 100, "cached", 0, "output", 10, "reasoning", 0));
    }

    @Test
    void aLongTraceIsReadByItsOutlineAndLookedAtStepByStep() {
        String task = submit(agent("time.now"), "@tool time.now {}", "@tool time.now {}", "@say done");
        finished(task);
        List<Map<String, Object>> calls = steps(task, "tool_call");
        Object second = calls.getLast().get("seq");

        assertThat(RuntimeFixtures.steps(task, Map.of("outline", true)))
                .extracting(step -> step.get("seq") + " " + step.get("kind") + " " + step.get("status"))
                .isEqualTo(steps(task).stream()
                        .map(step -> step.get("seq") + " " + step.get("kind") + " " + step.get("status"))
                        .toList());
        assertThat(RuntimeFixtures.steps(task, Map.of("outline", true)))
                .filteredOn(step -> "tool_call".equals(step.get("kind")))
                .allSatisfy(step -> assertThat(step).containsKey("input").doesNotContainKey("output"));
        assertThat(RuntimeFixtures.steps(task, Map.of("from", second, "to", second)))
                .isEqualTo(List.of(calls.getLast()));
    }

    @Test
    void whatAVendorWantsToSeeAgainWithItsCallsIsSentBackUnread() {
        String task = submit(agent("time.now"), "@tool time.now {}", "@tool time.now {}", "@say done");

        finished(task);

        assertThat(RuntimeFixtures.recorded("completion", task))
                .extracting(call -> call.path("signatures").asText())
                .containsExactly("", "signed call-0-0", "signed call-0-0,signed call-1-0");
    }

    @Test
    void theIterationCapEndsATask() {
        String task = RuntimeFixtures.submitWith(
                agent("file.write"),
                Map.of("budget", Map.of("iterations", 4)),
                "@loop file.write {\"path\":\"f{i}.txt\",\"content\":\"{i}\"}");

        var end = finished(task);

        assertThat(end.getString("status")).isEqualTo("failed");
        assertThat(end.getString("error.code")).isEqualTo("iteration_limit");
    }

    @Test
    void aLoopEndsTheTaskWithItsEvidence() {
        String task = submit(agent("file.list"), "@loop file.list {}");

        var end = finished(task);

        assertThat(end.getString("error.code")).isEqualTo("cycle_detected");
        assertThat(end.getInt("error.evidence.counters.repeat")).isEqualTo(5);
        assertThat(steps(task, "iteration"))
                .extracting(step -> step.get("verdict"))
                .containsExactly("progress", "progress", "suspect", "suspect", "cycle");
        assertThat(steps(task, "note")).isNotEmpty();
    }
}
