package dev.koda.runtime.approval;

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
import dev.koda.runtime.stub.StubUpstream;

import static dev.koda.runtime.RuntimeFixtures.TASKS;
import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.draft;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls about which nobody is asked: a denied one, and those of a trial. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class UnaskedCallTest {

    @Test
    void aDeniedToolIsNeverRunAndNeverOffered() {
        String agent = agent(Map.of("name", "file.write", "approval", "deny"));
        String task = submit(agent, "@tool file.write {\"path\":\"a.txt\",\"content\":\"x\"}", "@say fine");

        finished(task);

        assertThat(steps(task, "tool_call").getFirst()).containsEntry("status", "blocked");
        assertThat(StubUpstream.recorded(RuntimeFixtures.setting("koda.peers.provider-url"), "completion").stream()
                        .filter(call -> call.path("task_id").asText().equals(task))
                        .map(call -> call.path("tools").size()))
                .containsOnly(0);
    }

    @Test
    void aTrialOfADraftRehearsesWhatCannotBeTakenBack() {
        String draft = draft(Map.of("tools", List.of("shell.run", "file.write")));

        String task = RuntimeFixtures.submitWith(
                draft,
                Map.of("draft", true),
                "@tool shell.run {\"command\":\"touch made\"}",
                "@tool file.write {\"path\":\"a\",\"content\":\"b\"}",
                "@say tried");

        var end = finished(task);
        assertThat(end.getBoolean("draft")).isTrue();
        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("status"))
                .containsExactly("rehearsed", "ok");
        RuntimeFixtures.as("01900000-0000-7000-8000-000000000077", "operator")
                .body(Map.of("agent_id", draft, "input", "x", "draft", true))
                .post(TASKS)
                .then()
                .statusCode(403);
    }
}
