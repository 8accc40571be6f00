package dev.koda.runtime.chat;

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Agents behind the OpenAI-compatible door. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class ChatTest {
    private static final String CHAT = "/v1/chat/completions";

    @Test
    void anAgentAnswersWholeAndInPieces() {
        String model = "agent:" + RuntimeFixtures.agent();
        List<Map<String, String>> messages = List.of(Map.of("role", "user", "content", "@say hello from the agent"));

        RuntimeFixtures.owner()
                .body(Map.of("model", model, "messages", messages, "temperature", 0.5))
                .post(CHAT)
                .then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo("hello from the agent"))
                .body("usage.total_tokens", equalTo(110));

        String stream = RuntimeFixtures.owner()
                .body(Map.of("model", model, "messages", messages, "stream", true))
                .post(CHAT)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stream)
                .contains("hello ")
                .contains("\"finish_reason\":\"stop\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void aTaskThatFailsInMidStreamSaysSoAsClientsOfTheFormatKnowIt() {
        String stream = RuntimeFixtures.owner()
                .body(Map.of(
                        "model",
                        "agent:" + RuntimeFixtures.agent(),
                        "messages",
                        List.of(Map.of("role", "user", "content", "@failing stub content_filtered stop Half of it")),
                        "stream",
                        true))
                .post(CHAT)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stream)
                .contains("data: {\"error\":{\"message\":")
                .contains("\"code\":\"content_filtered\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void whatIsNoAgentIsRefused() {
        RuntimeFixtures.owner()
                .body(Map.of("model", "gpt", "messages", List.of()))
                .post(CHAT)
                .then()
                .statusCode(400)
                .body("code", equalTo("model_invalid"))
                .body("error.message", equalTo("model must be agent:<agent id>."))
                .body("error.code", equalTo("model_invalid"));
    }
}
