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
import dev.koda.runtime.stub.StubUpstream;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.agentWith;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** What agents can do, and what they are kept from. */
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

        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("status") + " " + code(step))
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
    void fetchReachesOnlyWhatIsPublicOrOpened() {
        String url = RuntimeFixtures.setting("koda.peers.provider-url");
        String task = submit(
                agent("http.fetch"),
                "@tool http.fetch {\"url\":\"" + url + "/effect?case=opened\"}",
                "@tool http.fetch {\"url\":\"http://127.0.0.1:9/\"}",
                "@tool http.fetch {\"url\":\"http://169.254.169.254/latest/meta-data\"}",
                "@tool http.fetch {\"url\":\"http://[::ffff:10.0.0.1]/\"}",
                "@tool http.fetch {\"url\":\"file:///etc/passwd\"}",
                "@say done");

        finished(task);

        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("status") + " " + code(step))
                .containsExactly(
                        "ok ",
                        "blocked private_address",
                        "blocked private_address",
                        "blocked private_address",
                        "blocked scheme_not_allowed");
        assertThat(steps(task, "tool_call").getFirst()).containsEntry("trust", "untrusted");
        assertThat(StubUpstream.recorded(url, "effect").stream()
                        .filter(call -> call.path("query").asText().equals("case=opened")))
                .hasSize(1)
                .allSatisfy(call -> assertThat(call.path("key").asText()).isEqualTo(task + "-call-0-0"));
    }

    @Test
    void redirectsAreFollowedWhereTheyMayGoAndCredentialsStayBehind() {
        String url = RuntimeFixtures.setting("koda.peers.provider-url");
        String other = url.replace("127.0.0.1", "localhost");
        String secret = "\",\"headers\":{\"Authorization\":\"Bearer x\",\"Accept\":\"*/*\"}}";
        String task = submit(
                agent("http.fetch"),
                "@tool http.fetch {\"url\":\"" + url + "/redirect?/effect?case=here" + secret,
                "@tool http.fetch {\"url\":\"" + url + "/redirect?" + other + "/effect?case=there" + secret,
                "@tool http.fetch {\"url\":\"" + url + "/redirect?http://127.0.0.1:9/\"}",
                "@tool http.fetch {\"url\":\"" + url + "/redirect?file:///etc/passwd\"}",
                "@tool http.fetch {\"url\":\"" + url + "/redirect\"}",
                "@tool http.fetch {\"url\":\"" + url + "/redirect?/effect?case=posted\",\"method\":\"POST\"}",
                "@say done");

        finished(task);

        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("status") + " " + code(step))
                .containsExactly(
                        "ok ",
                        "ok ",
                        "blocked private_address",
                        "blocked scheme_not_allowed",
                        "error too_many_redirects",
                        "ok ");
        assertThat(RuntimeFixtures.recorded("effect", task))
                .extracting(call -> call.path("query").asText() + " "
                        + call.path("authorization").asText())
                .containsExactly("case=here Bearer x", "case=there null");
        assertThat(steps(task, "tool_call").get(5).toString()).contains("302");
    }

    @Test
    void aResultBeyondTheBoundGoesToAnArtifactThatCanBeReadInParts() {
        String url = RuntimeFixtures.setting("koda.peers.provider-url");
        String agent = agent("http.fetch", "artifact.read");
        String task = submit(agent, "@tool http.fetch {\"url\":\"" + url + "/large\"}", "@say done");
        var end = finished(task);
        Map<?, ?> output = (Map<?, ?>) steps(task, "tool_call").getFirst().get("output");
        String artifact = output.get("artifact_id").toString();
        assertThat(output.get("truncated")).isEqualTo(true);
        assertThat(output.toString()).hasSizeLessThan(65_536).doesNotContain("the end");
        assertThat(end.getString("artifacts[0].id")).isEqualTo(artifact);

        String reader = submit(
                agent,
                "@tool artifact.read {\"id\":\"" + artifact + "\"}",
                "@tool artifact.read {\"id\":\"" + artifact + "\",\"offset\":200000}",
                "@say read");
        finished(reader);

        var calls = steps(reader, "tool_call");
        assertThat(calls).extracting(step -> step.get("status")).containsExactly("ok", "ok");
        assertThat(((Map<?, ?>) calls.get(0).get("output")).get("next_offset")).isEqualTo(20_000);
        assertThat(calls.get(1).get("output").toString()).contains("the end").doesNotContain("next_offset");
        String stranger =
                submit(agent("artifact.read"), "@tool artifact.read {\"id\":\"" + artifact + "\"}", "@say no");
        finished(stranger);
        assertThat(steps(stranger, "tool_call").getFirst().toString()).contains("artifact_of_other_agent");
    }

    @Test
    void artifactsOfTwoTasksWhoseModelsCountAlikeAreTwo() {
        String agent = agent("artifact.save");
        String one = submit(agent, "@tool artifact.save {\"name\":\"n\",\"content\":\"one\"}", "@say done");
        String two = submit(agent, "@tool artifact.save {\"name\":\"n\",\"content\":\"two\"}", "@say done");

        assertThat(finished(one).getString("artifacts[0].id"))
                .isNotEqualTo(finished(two).getString("artifacts[0].id"));
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
        assertThat(calls)
                .extracting(step -> step.get("status") + " " + code(step))
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

    private static String code(Map<String, Object> step) {
        return step.get("error") instanceof Map<?, ?> error ? String.valueOf(error.get("code")) : "";
    }
}
