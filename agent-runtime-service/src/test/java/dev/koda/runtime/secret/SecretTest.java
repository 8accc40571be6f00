package dev.koda.runtime.secret;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;

import static dev.koda.runtime.RuntimeFixtures.AGENTS;
import static dev.koda.runtime.RuntimeFixtures.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Secrets go to tools and nowhere else. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class SecretTest {

    @Test
    void aSecretReachesTheCommandAndIsBlackenedWhereverItShows() {
        String agent = RuntimeFixtures.agent("shell.run");
        String secrets = AGENTS + "/" + agent + "/secrets";
        owner().body(Map.of("value", "very-secret-value-42"))
                .put(secrets + "/MY_KEY")
                .then()
                .statusCode(204);
        owner().body(Map.of("value", "x")).put(secrets + "/LD_PRELOAD").then().statusCode(400);
        owner().get(secrets).then().body("items[0].name", equalTo("MY_KEY")).body("items[0].hint", equalTo("e-42"));

        String task = RuntimeFixtures.submit(
                agent, "@tool shell.run {\"command\":\"test -n \\\"$MY_KEY\\\" && echo got $MY_KEY\"}", "@say done");

        RuntimeFixtures.finished(task);
        String shown = RuntimeFixtures.steps(task, "tool_call").toString();
        assertThat(shown).contains("got •••").doesNotContain("very-secret-value-42");
        assertThat(RuntimeFixtures.events(task, null).asString()).doesNotContain("very-secret-value-42");
        owner().delete(secrets + "/MY_KEY").then().statusCode(204);
        owner().delete(secrets + "/MY_KEY").then().statusCode(404);
    }

    @Test
    void whatLooksLikeASecretIsBlackened() throws Exception {
        var masked = Masking.masked(
                new ObjectMapper()
                        .readTree(
                                "{\"api_key\":\"abc\",\"tokens\":5,\"text\":\"Bearer abcdefghijklmnop and password=hunter22 stay\",\"list\":[\"sk-abcdefghijklmnopqrst\"]}"));

        assertThat(masked.path("api_key").asText()).isEqualTo("•••");
        assertThat(masked.path("tokens").asInt()).isEqualTo(5);
        assertThat(masked.path("text").asText()).isEqualTo("Bearer ••• and password=••• stay");
        assertThat(masked.path("list").get(0).asText()).isEqualTo("•••");
    }
}
