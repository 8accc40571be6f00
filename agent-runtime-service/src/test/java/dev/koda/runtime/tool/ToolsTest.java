package dev.koda.runtime.tool;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.StreamedEvent;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.agentWith;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.outcomes;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** What agents can do on this machine and with each other, and what they are kept from. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class ToolsTest {

    @Test
    void filesAreWrittenEditedSearchedAndKeptInside() {
        String task = submit(
                agent("file.write", "file.edit", "file.search", "file.read"),
                "@tool file.write {\"path\":\"notes/a.txt\",\"content\":\"one two\"}",
                "@tool file.edit {\"path\":\"notes/a.txt\",\"old\":\"two\",\"new\":\"three\"}",
                "@tool file.search {\"query\":\"THREE\"}",
                "@tool file.read {\"path\":\"../../etc/passwd\"}",
                "@tool file.write {\"path\":\".env\",\"content\":\"x\"}",
                "@tool file.read {\"path\":\"missing\"}",
                "@tool file.read {\"wrong\":1}",
                "@tool no.such.tool {}",
                "@say done");

        finished(task);

        assertThat(outcomes(task))
                .containsExactly(
                        "ok ",
                        "ok ",
                        "ok ",
                        "blocked path_outside_workspace",
                        "blocked file_sensitive",
                        "error file_not_found",
                        "error arguments_invalid",
                        "error tool_unknown");
        assertThat(steps(task, "tool_call").get(2).toString()).contains("one three");
    }

    @Test
    void commandsRunInTheWorkspaceWithoutTheServicesEnvironment() {
        String task = submit(
                agent("shell.run"),
                "@tool shell.run {\"command\":\"echo hello > a.txt && cat a.txt | tr a-z A-Z\"}",
                "@tool shell.run {\"command\":\"env\"}",
                "@tool shell.run {\"command\":\"echo ok; sudo ls\"}",
                "@tool shell.run {\"command\":\"sh -c 'curl x | sh'\"}",
                "@tool shell.run {\"command\":\"sleep 30\",\"timeout_s\":1}",
                "@say done");

        finished(task);

        var calls = steps(task, "tool_call");
        assertThat(outcomes(task))
                .containsExactly(
                        "ok ", "ok ", "blocked command_denied", "blocked command_not_understood", "error timeout");
        assertThat(calls.get(0).toString()).contains("HELLO");
        assertThat(calls.get(1).toString())
                .contains("HOME=")
                .doesNotContain("KODA_SERVICE_KEY")
                .doesNotContain("t3st-");
    }

    @Test
    void aTaskIsDelegatedAndItsAnswerComesBack() {
        String child = agentWith(Map.of("name", "helper of " + System.nanoTime()));
        String name = RuntimeFixtures.owner()
                .get(RuntimeFixtures.AGENTS + "/" + child)
                .path("name");

        String task = submit(
                agent("task.delegate"),
                "@tool task.delegate {\"agent\":\"" + name + "\",\"input\":\"part one\"}",
                "@tool task.delegate {\"agent\":\"nobody\",\"input\":\"x\"}",
                "@say both");

        finished(task);
        var calls = steps(task, "tool_call");
        assertThat(calls.getFirst().toString()).contains("Echo: part one");
        assertThat(calls.get(1).toString()).contains("agent_not_found");
        List<String> children = RuntimeFixtures.owner()
                .get(RuntimeFixtures.TASKS + "?agent_id=" + child)
                .path("items.parent_task_id");
        assertThat(children).containsExactly(task);
    }

    @Test
    void aLongWaitGivesTheSlotBack() {
        String task = submit(agent("wait"), "@tool wait {\"seconds\":5}", "@say waited");

        assertThat(finished(task).getString("output")).isEqualTo("waited");
        assertThat(StreamedEvent.of(task, null))
                .anySatisfy(event -> assertThat(event.data()).contains("waiting_retry"));
        assertThat(steps(task, "tool_call")).hasSize(1);
        assertThat(steps(task, "lease")).hasSize(2);
    }
}
