package dev.koda.runtime.loop;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.StreamedEvent;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.recorded;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** A provider that fails in the middle of a task, at each moment it can. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class FallbackTest {

    @Test
    void beforeTheFirstTokenThePeerTakesOverAndKeepsTheTask() {
        String task = submit(
                agent("time.now"), "@failing stub overloaded peer", "@tool time.now {}", "@say The peer answers.");

        assertThat(finished(task).getString("output")).isEqualTo("The peer answers.");

        assertThat(asked(task)).containsExactly("stub 0", "peer 0", "peer 1");
        assertThat(steps(task, "tool_call")).hasSize(1);
        switchedOnce(task, "overloaded");
        shownOnce(task, "The peer answers.");
    }

    @Test
    void inMidTextTheAnswerGoesOnUnderOneMessage() {
        String task = submit(
                agent("time.now"),
                "@tool time.now {}",
                "@failing-at 1 stub truncated_stream peer The answer is ",
                "@say The answer is forty-two.");

        assertThat(finished(task).getString("output")).isEqualTo("The answer is forty-two.");

        assertThat(asked(task)).containsExactly("stub 0", "stub 1", "peer 1");
        assertThat(steps(task, "tool_call")).hasSize(1);
        switchedOnce(task, "truncated_stream");
        shownOnce(task, "The answer is forty-two.");
    }

    @Test
    void inMidTextAnAnswerInOtherWordsReplacesWhatWasShown() {
        String task =
                submit(agent(), "@failing stub truncated_stream peer Something else was ", "@say Now it is this.");

        assertThat(finished(task).getString("output")).isEqualTo("Now it is this.");

        shownOnce(task, "Now it is this.");
    }

    @Test
    void inMidArgumentsNothingOfTheBrokenTurnIsDone() {
        String task = submit(
                agent("artifact.save"),
                "@failing-after-call 0 stub truncated_stream peer",
                "@parallel artifact.save {\"name\":\"a\",\"content\":\"a\"} && artifact.save {\"name\":\"b\",\"content\":\"b\"}",
                "@say saved both");

        assertThat(finished(task).getString("output")).isEqualTo("saved both");

        assertThat(asked(task)).containsExactly("stub 0", "peer 0", "peer 1");
        assertThat(recorded("artifact", task)).hasSize(2);
        assertThat(steps(task, "tool_call")).hasSize(2);
        switchedOnce(task, "truncated_stream");
    }

    @Test
    void afterThreeFinishedCallsNoneIsRepeatedAndTheSwitchIsAuditedWithItsCause() {
        try (KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            String task = submit(
                    agent("artifact.save"),
                    "@tool artifact.save {\"name\":\"a\",\"content\":\"a\"}",
                    "@tool artifact.save {\"name\":\"b\",\"content\":\"b\"}",
                    "@tool artifact.save {\"name\":\"c\",\"content\":\"c\"}",
                    "@failing-at 3 stub overloaded peer",
                    "@say all three");

            assertThat(finished(task).getString("output")).isEqualTo("all three");

            assertThat(asked(task)).containsExactly("stub 0", "stub 1", "stub 2", "stub 3", "peer 3");
            assertThat(recorded("artifact", task))
                    .extracting(call -> call.path("name").asText())
                    .containsExactly("a", "b", "c");
            switchedOnce(task, "overloaded");
            shownOnce(task, "all three");
            String entry = audit.await(
                            event -> task.equals(event.key()) && event.value().contains("task.provider.switched"))
                    .value();
            assertThat(entry).contains("stub/one").contains("peer/two").contains("overloaded");
        }
    }

    /** Its database may be away, or it may not know our token for a moment: no vendor and no task is at fault. */
    @ParameterizedTest
    @ValueSource(ints = {500, 503, 401, 429})
    void aTurnThatProviderServiceCannotTakeNowIsAskedAgainOfTheSame(int status) {
        String task = submit(agent(), "@refuse-once " + status, "@say Later it could.");

        assertThat(finished(task).getString("output")).isEqualTo("Later it could.");

        assertThat(asked(task)).containsExactly("stub 0", "stub 0");
        assertThat(steps(task, "provider_switch")).isEmpty();
        assertThat(steps(task, "retry")).hasSize(1);
    }

    @Test
    void aTurnThatItRefusesForWhatItIsEndsTheTask() {
        String task = submit(agent(), "@refuse-once 400", "@say Never.");

        assertThat(finished(task).getString("error.code")).isEqualTo("refused");
        assertThat(asked(task)).containsExactly("stub 0");
    }

    @Test
    void withoutAPeerTheTaskFailsWithEachCauseAndTheHint() {
        String agent = RuntimeFixtures.agentWith(Map.of("model", "stub/alone", "tools", List.of("time.now")));

        String task = submit(agent, "@tool time.now {}", "@failing-at 1 stub overloaded peer Half of it ");

        var end = finished(task);
        assertThat(end.getString("status")).isEqualTo("failed");
        assertThat(end.getString("error.code")).isEqualTo("no_provider_available");
        assertThat(end.getList("error.evidence.candidate")).isEqualTo(List.of("stub/alone", "peer"));
        assertThat(end.getList("error.evidence.cause")).isEqualTo(List.of("overloaded", "disabled"));
        assertThat(end.getString("error.hint")).contains("one peer is enough");
        assertThat(steps(task, "tool_call")).hasSize(1);
        assertThat(steps(task, "provider_switch")).isEmpty();
    }

    /** Who was asked for which turn, in order. */
    private static List<String> asked(String task) {
        return recorded("completion", task).stream()
                .map(call -> call.path("provider").asText() + " " + call.path("turn"))
                .toList();
    }

    private static void switchedOnce(String task, String cause) {
        assertThat(steps(task, "provider_switch")).hasSize(1).first().satisfies(step -> assertThat(step)
                .containsEntry("from", "stub/one")
                .containsEntry("to", "peer/two")
                .containsEntry("cause", cause));
    }

    private static void shownOnce(String task, String answer) {
        List<StreamedEvent> events = StreamedEvent.of(task, null);
        assertThat(events).extracting(StreamedEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(StreamedEvent.text(events)).isEqualTo(answer);
        assertThat(StreamedEvent.messages(events)).hasSize(1);
        assertThat(events.stream().filter(event -> event.name().equals("provider_switched")))
                .hasSize(1);
    }
}
