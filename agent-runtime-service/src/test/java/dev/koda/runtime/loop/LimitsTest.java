package dev.koda.runtime.loop;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.agentWith;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static dev.koda.runtime.RuntimeFixtures.submitWith;
import static org.assertj.core.api.Assertions.assertThat;

/** The bounds of a task. The stub's model takes 110 tokens and 0.001 USD for a turn. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class LimitsTest {
    private static final String ENDLESS = "@loop file.write {\"path\":\"f{i}.txt\",\"content\":\"{i}\"}";

    @Test
    void tokensEndATaskAndATaskCannotRaiseItsAgentsBound() {
        String agent = agentWith(Map.of("tools", List.of("file.write"), "limits", Map.of("tokens", 220)));

        failed(agent, Map.of("budget", Map.of("tokens", 1_000_000)), "token_limit", 2, ENDLESS);
        failed(agent, Map.of("budget", Map.of("tokens", 110)), "token_limit", 1, ENDLESS);
    }

    @Test
    void costEndsATask() {
        JsonPath end = failed(agent("file.write"), Map.of("budget", Map.of("cost", "0.003")), "cost_limit", 3, ENDLESS);

        assertThat(end.getString("usage.cost")).isEqualTo("0.003");
    }

    @Test
    void timeAtWorkEndsATask() {
        String task =
                submitWith(agent("file.write"), Map.of("budget", Map.of("wall_time_s", 1)), "@slow 1200", ENDLESS);

        assertThat(finished(task).getString("error.code")).isEqualTo("wall_time_limit");
    }

    @Test
    void aDeadlineThatPassedEndsATaskBeforeTheModelIsAsked() {
        failed(agent(), Map.of("deadline", "2020-01-01T00:00:00Z"), "deadline_passed", 0, "too late");
    }

    @Test
    void callsBeyondTheBoundOfATurnAreAnsweredButNotMade() {
        String agent = agentWith(Map.of("tools", List.of("file.write"), "limits", Map.of("tool_calls_per_turn", 2)));

        String task = submit(
                agent,
                "@parallel file.write {\"path\":\"a\",\"content\":\"1\"} && file.write {\"path\":\"b\",\"content\":\"2\"}"
                        + " && file.write {\"path\":\"c\",\"content\":\"3\"}",
                "@say done");

        assertThat(finished(task).getString("status")).isEqualTo("completed");
        assertThat(steps(task, "tool_call"))
                .extracting(step -> step.get("status"))
                .containsExactly("ok", "ok", "error");
        assertThat(steps(task, "tool_call").get(2).toString()).contains("too_many_calls");
    }

    private static JsonPath failed(String agent, Map<String, ?> fields, String code, int turns, String... lines) {
        String task = submitWith(agent, fields, lines);
        JsonPath end = finished(task);
        assertThat(end.getString("error.code")).isEqualTo(code);
        assertThat(end.getString("error.hint")).isNotEmpty();
        assertThat(steps(task, "model_call")).hasSize(turns);
        return end;
    }
}
