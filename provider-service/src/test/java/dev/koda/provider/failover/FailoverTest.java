package dev.koda.provider.failover;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.stub.AnthropicShapes;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The first vendor dies at every point of an answer; the client sees one answer. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class FailoverTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    /** Of this test alone: usage is written a little later, and that of the test before may still be on its way. */
    private final String operator = UUID.randomUUID().toString();

    private StubVendor first;
    private StubVendor second;

    @BeforeEach
    void start() throws Exception {
        first = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        second = StubVendor.start().on("/v1/models", Reply.json(200, AnthropicShapes.MODELS));
        Calls.connect("openai", first.url() + "/v1");
        Calls.connect("anthropic", second.url());
        Calls.verify("openai").then().body("verdict", equalTo("usable"));
        Calls.verify("anthropic").then().body("verdict", equalTo("usable"));
    }

    @AfterEach
    void stop() {
        Calls.disconnect("openai");
        Calls.disconnect("anthropic");
        first.close();
        second.close();
    }

    @Test
    void aVendorThatDiesBeforeTheFirstTokenIsNotNoticed() {
        first.on(CHAT, Reply.json(500, OpenAiShapes.error("server_error", "server_error", "boom")));
        second.on(MESSAGES, AnthropicShapes.text("From ", "the ", "peer"));
        assertThat(text(chat(true))).isEqualTo("From the peer");
    }

    @Test
    void aVendorThatDiesInTheMiddleOfTextIsContinuedWithoutARepetition() {
        first.on(CHAT, OpenAiShapes.cutText("The quick brown ", "fox jumps "));
        second.on(MESSAGES, AnthropicShapes.text("fox jumps ", "over the ", "lazy dog"));
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            Response answer = chat(true);
            assertThat(text(answer)).isEqualTo("The quick brown fox jumps over the lazy dog");
            assertThat(answer.asString()).endsWith("data: [DONE]\n\n").doesNotContain("error");
            ReceivedEvent switched = events.await(event -> "dev.koda.provider.answer.switched.v1".equals(event.type()));
            EventAssertions.matchesSchema(switched.type(), switched.value());
            assertThat(switched.json().path("failure").asText()).isEqualTo("truncated_stream");
            audit.await(event -> event.value().contains("provider.answer.switched"));
        }
        JsonNode asked = second.asked(MESSAGES).getFirst().json();
        assertThat(asked.at("/messages/1/role").asText()).isEqualTo("assistant");
        assertThat(asked.at("/messages/1/content/0/text").asText()).isEqualTo("The quick brown fox jumps ");
        eachPartIsBilledToItsVendor();
    }

    @Test
    void aVendorThatDiesInsideToolArgumentsHasMadeNoCall() {
        first.on(CHAT, OpenAiShapes.cutArguments("Let me look. "));
        second.on(
                MESSAGES,
                AnthropicShapes.stream(java.util.List.of(
                        AnthropicShapes.start(),
                        AnthropicShapes.toolStart(0, "toolu_1", "file_read"),
                        AnthropicShapes.toolDelta(0, "{\\\"path\\\": \\\"notes"),
                        AnthropicShapes.toolDelta(0, ".txt\\\"}"),
                        AnthropicShapes.messageDelta("tool_use", 20),
                        "{\"type\":\"message_stop\"}")));
        String answer = chat(true).asString();
        assertThat(answer)
                .contains("Let me look. ")
                .containsOnlyOnce("\"tool_calls\":[{\"index\":0,\"id\":\"toolu_1\"")
                .contains("\"arguments\":\"{\\\"path\\\":\\\"notes.txt\\\"}\"")
                .doesNotContain("call_1");
    }

    @Test
    void withAllGoneOneProblemListsEachCandidateAndItsCause() {
        first.on(CHAT, Reply.json(401, OpenAiShapes.error("invalid_api_key", "invalid_request_error", "no")));
        second.on(MESSAGES, Reply.json(529, AnthropicShapes.error("overloaded_error", "Overloaded")));
        chat(true)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("all_candidates_failed"))
                .body("candidates[0].provider", equalTo("openai"))
                .body("candidates[0].failure", equalTo("auth"))
                .body("candidates[1].provider", equalTo("anthropic"))
                .body("candidates[1].failure", equalTo("overloaded"))
                .body("error.message", containsString("openai/gpt-4o-mini: auth"));
    }

    @Test
    void withAllGoneInTheMiddleTheStreamSaysSoAndEnds() {
        first.on(CHAT, OpenAiShapes.cutText("Half an "));
        second.on(MESSAGES, Reply.json(500, AnthropicShapes.error("api_error", "Internal")));
        String answer = chat(true).asString();
        assertThat(answer).contains("Half an ").contains("data: {\"error\":{").contains("all_candidates_failed");
        assertThat(answer).doesNotContain("[DONE]");
    }

    @Test
    void anAnswerInOnePieceFailsOverToo() {
        first.on(CHAT, Reply.json(429, OpenAiShapes.error("insufficient_quota", "insufficient_quota", "pay")));
        second.on(
                MESSAGES,
                Reply.json(
                        200,
                        "{\"id\":\"msg_2\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\",\"content\":[{\"type\":\"text\",\"text\":\"whole\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":9,\"output_tokens\":2}}"));
        chat(false)
                .then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo("whole"))
                .body("usage.total_tokens", equalTo(11));
    }

    private void eachPartIsBilledToItsVendor() {
        await().atMost(SOON).untilAsserted(() -> {
            Map<String, Long> outputs = new HashMap<>();
            pool.preparedQuery("SELECT provider, output FROM usage_record WHERE operator_id = $1")
                    .execute(Tuple.of(operator))
                    .await()
                    .atMost(SOON)
                    .forEach(row -> outputs.merge(row.getString("provider"), row.getLong("output"), Long::sum));
            assertThat(outputs).containsOnlyKeys("openai", "anthropic").containsEntry("anthropic", 3L);
            assertThat(outputs.get("openai")).isGreaterThan(3);
        });
    }

    private Response chat(boolean stream) {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.tokenOf(operator, "operator", "models:use"))
                .contentType("application/json")
                .body("""
                        {"model":"openai/gpt-4o-mini","stream":%s,
                         "messages":[{"role":"user","content":"Say it"}],
                         "tools":[{"type":"function","function":{"name":"file_read","parameters":{"type":"object"}}}]}""".formatted(stream))
                .post("/v1/chat/completions");
    }

    /** The text a client puts together from the chunks. */
    private static String text(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.asString()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> VendorJson.tolerant(line.substring(6))
                        .at("/choices/0/delta/content")
                        .asText(""))
                .collect(Collectors.joining());
    }
}
