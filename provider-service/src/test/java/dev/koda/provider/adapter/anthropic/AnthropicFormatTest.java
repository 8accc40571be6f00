package dev.koda.provider.adapter.anthropic;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.provider.adapter.Asks;
import dev.koda.provider.adapter.Recording;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Usage;
import dev.koda.provider.stub.AnthropicShapes;

import static org.assertj.core.api.Assertions.assertThat;

class AnthropicFormatTest {

    private static final String MODEL = "claude-sonnet-4-5";

    private final AnthropicFormat format = new AnthropicFormat();

    @Test
    void writesTurnsThatAlternateWithToolResultsInTheUsersTurn() {
        JsonNode body = VendorJson.tolerant(
                format.completion(Asks.streamed("anthropic", MODEL)).body().toString());
        assertThat(body.path("system").asText()).isEqualTo("Be brief.");
        assertThat(body.path("max_tokens").asInt()).isEqualTo(300);
        assertThat(body.at("/messages/0/content/1/source/media_type").asText()).isEqualTo("image/png");
        assertThat(body.at("/messages/1/content/2/type").asText()).isEqualTo("tool_use");
        assertThat(body.at("/messages/1/content/2/name").asText()).isEqualTo("file_read");
        assertThat(body.path("messages")).hasSize(3);
        assertThat(body.at("/messages/2/content/0/tool_use_id").asText()).isEqualTo("call_1");
        assertThat(body.at("/messages/2/content/1/is_error").asBoolean()).isTrue();
        assertThat(body.at("/tools/0/input_schema/type").asText()).isEqualTo("object");
        assertThat(body.path("stream").asBoolean()).isTrue();
    }

    @Test
    void readsTextAndUsageInEveryChunking() {
        Recording answer = Recording.readInEveryChunking(
                format,
                Asks.streamed("anthropic", MODEL),
                String.join("", AnthropicShapes.text("Hé", "llo").chunks()));
        assertThat(answer.text()).isEqualTo("Héllo");
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.finish().usage()).isEqualTo(new Usage(25, 5, 2, 0));
        assertThat(answer.finish().requestId()).isEqualTo("msg_01");
    }

    @Test
    void readsThinkingAndParallelToolCallsWhoseArgumentsAreSplit() {
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("anthropic", MODEL), tools());
        assertThat(answer.thoughts()).isEqualTo("Let me think");
        assertThat(answer.text()).isEqualTo("I will read.");
        assertThat(answer.calls()).extracting(call -> call.name()).containsExactly("file.read", "time.now");
        assertThat(answer.calls().getFirst().arguments().path("path").asText()).isEqualTo("a.txt");
        assertThat(answer.calls().get(1).arguments()).isEmpty();
    }

    @Test
    void aStreamCutAnywhereMakesNoCallButKnowsTheInput() {
        Recording.cutAtEveryPoint(format, Asks.streamed("anthropic", MODEL), tools());
        Recording cut = Recording.read(format, Asks.streamed("anthropic", MODEL), tools().substring(0, 600), 64);
        assertThat(cut.soFar().input()).isEqualTo(25);
    }

    @Test
    void readsAnAnswerInOnePiece() {
        String body =
                "{\"id\":\"msg_9\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"file_read\",\"input\":{\"path\":\"a\"}}],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":3,\"cache_read_input_tokens\":2,\"output_tokens\":4}}";
        Recording answer = Recording.readInEveryChunking(format, Asks.whole("anthropic", MODEL), body);
        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(answer.calls().getFirst().arguments().path("path").asText()).isEqualTo("a");
        assertThat(answer.finish().usage()).isEqualTo(new Usage(5, 2, 4, 0));
    }

    @Test
    void anErrorEventInsideTheStreamIsTyped() {
        String wire = String.join(
                "",
                AnthropicShapes.stream(
                                List.of(
                                        AnthropicShapes.start(),
                                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"))
                        .chunks());
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("anthropic", MODEL), wire);
        assertThat(answer.failure().failure()).isEqualTo(Failure.OVERLOADED);
    }

    @Test
    void aRefusalIsFilteredContent() {
        String wire = String.join(
                "",
                AnthropicShapes.stream(List.of(
                                AnthropicShapes.start(),
                                AnthropicShapes.messageDelta("refusal", 1),
                                "{\"type\":\"message_stop\"}"))
                        .chunks());
        assertThat(Recording.read(format, Asks.streamed("anthropic", MODEL), wire, 50)
                        .finish()
                        .reason())
                .isEqualTo(FinishReason.CONTENT_FILTERED);
    }

    @ParameterizedTest
    @CsvSource({
        "401, authentication_error, AUTH",
        "403, permission_error, AUTH",
        "402, billing_error, QUOTA",
        "429, rate_limit_error, RATE_LIMIT",
        "529, overloaded_error, OVERLOADED",
        "500, api_error, OVERLOADED",
        "504, timeout_error, TIMEOUT",
        "404, not_found_error, BAD_MODEL",
        "413, request_too_large, CONTEXT_TOO_LONG",
        "400, invalid_request_error, BAD_REQUEST"
    })
    void namesEveryFailureByType(int status, String type, Failure expected) {
        assertThat(Asks.failureOf(format, status, AnthropicShapes.error(type, "prose about quota and rate limit")))
                .isEqualTo(expected);
    }

    private static String tools() {
        return String.join(
                "",
                AnthropicShapes.stream(List.of(
                                AnthropicShapes.start(),
                                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
                                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Let me think\"}}",
                                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"EqQB\"}}",
                                "{\"type\":\"content_block_stop\",\"index\":0}",
                                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                                AnthropicShapes.delta(1, "I will read."),
                                "{\"type\":\"content_block_stop\",\"index\":1}",
                                AnthropicShapes.toolStart(2, "toolu_1", "file_read"),
                                AnthropicShapes.toolDelta(2, ""),
                                AnthropicShapes.toolDelta(2, "{\\\"path\\\": \\\"a"),
                                AnthropicShapes.toolDelta(2, ".txt\\\"}"),
                                "{\"type\":\"content_block_stop\",\"index\":2}",
                                AnthropicShapes.toolStart(3, "toolu_2", "time_now"),
                                "{\"type\":\"content_block_stop\",\"index\":3}",
                                AnthropicShapes.messageDelta("tool_use", 60),
                                "{\"type\":\"message_stop\"}"))
                        .chunks());
    }
}
