package dev.koda.provider.failover;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
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
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.stub.AnthropicShapes;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** The first vendor dies at every point of an answer; the client sees one answer. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class FailoverTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    private TwoVendors vendors;

    @BeforeEach
    void start() throws Exception {
        vendors = TwoVendors.verified();
    }

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void aVendorThatDiesBeforeTheFirstTokenIsNotNoticed() {
        vendors.firstAnswers(Reply.json(500, OpenAiShapes.error("server_error", "server_error", "boom")));
        vendors.secondAnswers(AnthropicShapes.text("From ", "the ", "peer"));
        assertThat(text(vendors.chat(true))).isEqualTo("From the peer");
    }

    @Test
    void aVendorThatDiesInTheMiddleOfTextIsContinuedWithoutARepetition() {
        vendors.firstAnswers(OpenAiShapes.cutText("The quick brown ", "fox jumps "));
        vendors.secondAnswers(AnthropicShapes.text("fox jumps ", "over the ", "lazy dog"));
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            Response answer = vendors.chat(true);
            assertThat(text(answer)).isEqualTo("The quick brown fox jumps over the lazy dog");
            assertThat(answer.asString()).endsWith("data: [DONE]\n\n").doesNotContain("error");
            ReceivedEvent switched = events.await(event -> "dev.koda.provider.answer.switched.v1".equals(event.type()));
            EventAssertions.matchesSchema(switched.type(), switched.value());
            assertThat(switched.json().path("failure").asText()).isEqualTo("truncated_stream");
            audit.await(event -> event.value().contains("provider.answer.switched"));
        }
        JsonNode asked = vendors.askedOfSecond().getFirst().json();
        assertThat(asked.at("/messages/1/role").asText()).isEqualTo("assistant");
        assertThat(asked.at("/messages/1/content/0/text").asText()).isEqualTo("The quick brown fox jumps ");
        eachPartIsBilledToItsVendor();
    }

    private void eachPartIsBilledToItsVendor() {
        await().atMost(SOON).untilAsserted(() -> {
            Map<String, Long> outputs = new HashMap<>();
            pool.preparedQuery("SELECT provider, output FROM usage_record WHERE operator_id = $1")
                    .execute(Tuple.of(vendors.operator()))
                    .await()
                    .atMost(SOON)
                    .forEach(row -> outputs.merge(row.getString("provider"), row.getLong("output"), Long::sum));
            assertThat(outputs).containsOnlyKeys("openai", "anthropic").containsEntry("anthropic", 3L);
            assertThat(outputs.get("openai")).isGreaterThan(3);
        });
    }

    @Test
    void aVendorThatDiesInsideToolArgumentsHasMadeNoCall() {
        vendors.firstAnswers(OpenAiShapes.cutArguments("Let me look. "));
        vendors.secondAnswers(AnthropicShapes.stream(List.of(
                AnthropicShapes.start(),
                AnthropicShapes.toolStart(0, "toolu_1", "file_read"),
                AnthropicShapes.toolDelta(0, "{\\\"path\\\": \\\"notes"),
                AnthropicShapes.toolDelta(0, ".txt\\\"}"),
                AnthropicShapes.messageDelta("tool_use", 20),
                "{\"type\":\"message_stop\"}")));
        String answer = vendors.chat(true).asString();
        assertThat(answer)
                .contains("Let me look. ")
                .containsOnlyOnce("\"tool_calls\":[{\"index\":0,\"id\":\"toolu_1\"")
                .contains("\"arguments\":\"{\\\"path\\\":\\\"notes.txt\\\"}\"")
                .doesNotContain("call_1");
    }

    @Test
    void anAnswerInOnePieceFailsOverToo() {
        vendors.firstAnswers(Reply.json(429, OpenAiShapes.error("insufficient_quota", "insufficient_quota", "pay")));
        vendors.secondAnswers(
                Reply.json(
                        200,
                        "{\"id\":\"msg_2\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\",\"content\":[{\"type\":\"text\",\"text\":\"whole\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":9,\"output_tokens\":2}}"));
        vendors.chat(false)
                .then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo("whole"))
                .body("usage.total_tokens", equalTo(11));
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
