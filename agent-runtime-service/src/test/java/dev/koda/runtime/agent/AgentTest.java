package dev.koda.runtime.agent;

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

import static dev.koda.runtime.RuntimeFixtures.AGENTS;
import static dev.koda.runtime.RuntimeFixtures.agentWith;
import static dev.koda.runtime.RuntimeFixtures.draft;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** Agents from draft to archive. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class AgentTest {

    @Test
    void anEditChangesTheDraftAndAPublishFreezesIt() {
        String agent = agentWith(Map.of("instructions", "Be brief."));
        owner().body(Map.of("instructions", "Be long."))
                .patch(AGENTS + "/" + agent)
                .then()
                .statusCode(200)
                .body("published_version", equalTo(1));
        owner().get(AGENTS + "/" + agent + "/versions/1").then().body("definition.instructions", equalTo("Be brief."));

        owner().post(AGENTS + "/" + agent + "/publish").then().statusCode(200).body("published_version", equalTo(2));

        owner().get(AGENTS + "/" + agent + "/versions/1/diff/2")
                .then()
                .statusCode(200)
                .body("changes.field", equalTo(List.of("instructions")))
                .body("changes[0].to", equalTo("Be long."));
        owner().get(AGENTS + "/" + agent + "/compiled-prompt")
                .then()
                .statusCode(200)
                .body("messages[0].content[0].text", containsString("Be long."));
        owner().body(Map.of("version", 1))
                .post(AGENTS + "/" + agent + "/rollback")
                .then()
                .statusCode(200)
                .body("published_version", equalTo(1))
                .body("latest_version", equalTo(2));
        owner().get(AGENTS + "/" + agent + "/versions")
                .then()
                .body("items.version", equalTo(List.of(2, 1)))
                .body("containsKey('next_cursor')", equalTo(true))
                .body("next_cursor", nullValue());
        String next = owner().get(AGENTS + "/" + agent + "/versions?limit=1")
                .then()
                .body("items.version", equalTo(List.of(2)))
                .extract()
                .path("next_cursor");
        owner().get(AGENTS + "/" + agent + "/versions?cursor=" + next)
                .then()
                .body("items.version", equalTo(List.of(1)));
    }

    @Test
    void whatIsSetToNullIsClearedAndWhatIsLeftOutStays() {
        String agent = draft(Map.of("description", "about it"));
        owner().body("{\"instructions\":\"other\"}")
                .patch(AGENTS + "/" + agent)
                .then()
                .statusCode(200)
                .body("model", equalTo("stub/one"))
                .body("description", equalTo("about it"));

        owner().body("{\"model\":null,\"description\":null}")
                .patch(AGENTS + "/" + agent)
                .then()
                .statusCode(200)
                .body("model", nullValue())
                .body("description", nullValue());

        owner().get(AGENTS + "/" + agent).then().body("model", nullValue()).body("instructions", equalTo("other"));
    }

    @Test
    void whatCannotWorkIsRefusedByName() {
        refused(draft(Map.of("model", "stub/unheard-of")), "unknown_model");
        refused(draft(Map.of("model", "nobody/unheard-of")), "unknown_model");
        refused(draft(Map.of("instructions", "word ".repeat(35_000))), "prompt_over_budget");
        owner().body(Map.of("name", "n", "instructions", "i", "tools", List.of("no.such")))
                .post(AGENTS)
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown_tool"));
        owner().body(Map.of(
                        "name",
                        "n",
                        "instructions",
                        "i",
                        "channels",
                        Map.of("telegram", Map.of("bot_token", "123456:secret"))))
                .post(AGENTS)
                .then()
                .statusCode(400)
                .body("code", equalTo("channel_unavailable"));
        owner().body(Map.of(
                        "name",
                        "n",
                        "instructions",
                        "i",
                        "tools",
                        List.of(Map.of("name", "file.read", "approval", "perhaps"))))
                .post(AGENTS)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("tools[0].approval"));
        owner().body(Map.of("name", " ", "instructions", "i"))
                .post(AGENTS)
                .then()
                .statusCode(400);
        RuntimeFixtures.as("01900000-0000-7000-8000-000000000033", "operator")
                .body(Map.of("name", "n", "instructions", "i"))
                .post(AGENTS)
                .then()
                .statusCode(403);
    }

    @Test
    void anArchivedAgentIsOnlyGoodForCopies() {
        String agent = agentWith(Map.of());
        owner().post(AGENTS + "/" + agent + "/archive").then().statusCode(200).body("status", equalTo("archived"));
        owner().body(Map.of("name", "x"))
                .patch(AGENTS + "/" + agent)
                .then()
                .statusCode(409)
                .body("code", equalTo("agent_archived"));

        String copy = owner().post(AGENTS + "/" + agent + "/clone")
                .then()
                .statusCode(201)
                .body("status", equalTo("draft"))
                .extract()
                .path("id");

        owner().get(AGENTS + "?status=draft&limit=200").then().body("items.id", hasItem(copy));
        assertThat(copy).isNotEqualTo(agent);
    }

    private static void refused(String agent, String code) {
        owner().post(AGENTS + "/" + agent + "/publish").then().statusCode(400).body("code", equalTo(code));
    }
}
