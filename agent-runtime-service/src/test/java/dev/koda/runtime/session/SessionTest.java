package dev.koda.runtime.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.TASKS;
import static dev.koda.runtime.RuntimeFixtures.agent;
import static dev.koda.runtime.RuntimeFixtures.finished;
import static dev.koda.runtime.RuntimeFixtures.open;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static dev.koda.runtime.RuntimeFixtures.recorded;
import static dev.koda.runtime.RuntimeFixtures.steps;
import static dev.koda.runtime.RuntimeFixtures.submit;
import static dev.koda.runtime.RuntimeFixtures.submitWith;
import static dev.koda.runtime.RuntimeFixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Conversations: their order, what of them a model is told, and their list. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class SessionTest {
    private static final String SESSIONS = "/api/runtime/sessions";

    @Test
    void turnsRunOneAtATimeInTheirOrderWhileOtherSessionsGoOn() {
        String agent = agent();
        Map<String, Object> session = newSession();
        String one = submitWith(agent, session, "@hold 0 first-turn", "@say one");
        String urgent = submitWith(agent, with(session, "priority", 9), "@say two");
        String last = submitWith(agent, session, "@say three");

        assertThat(finished(submitWith(agent, newSession(), "@say beside")).getString("output"))
                .isEqualTo("beside");
        assertThat(List.of(task(urgent).getString("status"), task(last).getString("status")))
                .containsOnly("queued");
        open("first-turn");

        finished(last);
        assertThat(moment(one, "finished_at")).isBeforeOrEqualTo(moment(urgent, "started_at"));
        assertThat(moment(urgent, "finished_at")).isBeforeOrEqualTo(moment(last, "started_at"));
        assertThat(steps(last, "context").toString()).contains("session turn 1").contains("session turn 2");
    }

    @Test
    void turnsThatDoNotFitAreShortenedToALineEach() {
        String agent = agent();
        Map<String, Object> session = newSession();
        finished(submitWith(agent, session, "@say Fine.", "A long story: " + "word ".repeat(6_000)));
        finished(submitWith(agent, session, "@say Short."));

        String third = submitWith(agent, session, "@say Third.");
        finished(third);

        assertThat(steps(third, "context").toString())
                .contains("session summary up to session turn 1")
                .contains("session turn 2");
        // system, the summary, turn 2 with its answer, and the input
        assertThat(recorded("completion", third).getFirst().path("messages").asInt())
                .isEqualTo(5);
    }

    @Test
    void aRetryIsTheNewestTurnOfItsSessionAndRemembersItsLoop() {
        String agent = agent("file.list");
        Map<String, Object> session = newSession();
        String looping = submitWith(agent, session, "@loop file.list {}");
        assertThat(finished(looping).getString("error.code")).isEqualTo("cycle_detected");
        finished(submitWith(agent, session, "@say between"));

        String again = owner().post(TASKS + "/" + looping + "/retry")
                .then()
                .statusCode(202)
                .body("retry_of", equalTo(looping))
                .body("session_id", equalTo(session.get("session_id")))
                .body("turn", equalTo(3))
                .extract()
                .path("id");

        assertThat(finished(again).getString("error.code")).isEqualTo("cycle_detected");
        assertThat(steps(again, "iteration").size())
                .isLessThan(steps(looping, "iteration").size());
    }

    @Test
    void sessionsAreListedByTheirNewestActivity() {
        String agent = agent();
        Map<String, Object> older = newSession();
        Map<String, Object> newer = newSession();
        finished(submitWith(agent, older, "@say a", "What was asked first"));
        finished(submitWith(agent, newer, "@say b"));
        String latest = submitWith(agent, older, "@say c", "What was asked then");
        finished(latest);
        submit(agent, "no session");

        String cursor = owner().get(SESSIONS + "?limit=1&agent_id=" + agent)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].id", equalTo(older.get("session_id")))
                .body("items[0].agent_id", equalTo(agent))
                .body("items[0].title", equalTo("@say a\nWhat was asked first"))
                .body("items[0].turns", equalTo(2))
                .body("items[0].last_task_id", equalTo(latest))
                .body("items[0].last_status", equalTo("completed"))
                .extract()
                .path("next_cursor");

        owner().get(SESSIONS + "?limit=1&agent_id=" + agent + "&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(newer.get("session_id"))))
                .body("next_cursor", equalTo(null));
        owner().get(SESSIONS + "?cursor=forged").then().statusCode(400).body("code", equalTo("cursor_invalid"));
    }

    private static Instant moment(String task, String name) {
        return Instant.parse(task(task).getString(name));
    }

    private static Map<String, Object> newSession() {
        return Map.of("session_id", UUID.randomUUID().toString());
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        return Map.of("session_id", fields.get("session_id"), name, value);
    }
}
