package dev.koda.provider.adapter.openai;

import java.time.Clock;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.provider.adapter.Asks;
import dev.koda.provider.adapter.Recording;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Usage;
import dev.koda.provider.stub.OpenAiShapes;

import static org.assertj.core.api.Assertions.assertThat;

class OpenAiFormatTest {

    private static final String MODEL = "gpt-4o-mini";

    private final OpenAiFormat format = new OpenAiFormat(new Ids(Clock.systemUTC()));

    @Test
    void writesTheConversationWithImagesToolsAndResults() {
        JsonNode body = VendorJson.tolerant(
                format.completion(Asks.streamed("openai", MODEL)).body().toString());
        assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(body.at("/messages/1/content/1/image_url/url").asText()).isEqualTo("data:image/png;base64,aGk=");
        assertThat(body.at("/messages/2/tool_calls/1/function/name").asText()).isEqualTo("file_read");
        assertThat(body.at("/messages/2/tool_calls/1/function/arguments").asText())
                .isEqualTo("{\"path\":\"b.txt\"}");
        assertThat(body.at("/messages/4/tool_call_id").asText()).isEqualTo("call_2");
        assertThat(body.at("/tools/0/function/parameters/required/0").asText()).isEqualTo("path");
        assertThat(body.at("/tools/1/function/name").asText()).isEqualTo("time_now");
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(300);
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(body.at("/stop/0").asText()).isEqualTo("END");
    }

    @Test
    void reasoningModelsOfOpenAiGetNoTemperature() {
        JsonNode body = VendorJson.tolerant(
                format.completion(Asks.whole("openai", "gpt-5-mini")).body().toString());
        assertThat(body.has("temperature")).isFalse();
        assertThat(body.has("stream")).isFalse();
    }

    @Test
    void readsTextAndUsageInEveryChunking() {
        Recording answer = Recording.readInEveryChunking(
                format,
                Asks.streamed("openai", MODEL),
                wire(OpenAiShapes.text("Grüß ", "dich ", "🌍").chunks()));
        assertThat(answer.text()).isEqualTo("Grüß dich 🌍");
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.finish().usage()).isEqualTo(new Usage(12, 4, 3, 0));
        assertThat(answer.finish().requestId()).isEqualTo("chatcmpl-9x");
    }

    @Test
    void readsParallelToolCallsWhoseArgumentsAreSplit() {
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("openai", MODEL), tools());
        assertThat(answer.calls()).extracting(call -> call.name()).containsExactly("file.read", "time.now");
        assertThat(answer.calls().getFirst().arguments().path("path").asText()).isEqualTo("a \"b\".txt");
        assertThat(answer.calls().get(1).arguments()).isEmpty();
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void aStreamCutAnywhereMakesNoCall() {
        Recording.cutAtEveryPoint(format, Asks.streamed("openai", MODEL), tools());
    }

    @Test
    void aCallCutByTheTokenLimitIsNotMade() {
        String wire =
                events(OpenAiShapes.call(0, "c", "file_read", "{\\\"pa"), OpenAiShapes.delta("{}", "length"), "[DONE]");
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("openai", MODEL), wire);
        assertThat(answer.calls()).isEmpty();
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void readsAnAnswerInOnePieceWithToolCallsAndReasoning() {
        String body =
                "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"hm\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"file_read\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"}}]},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"completion_tokens_details\":{\"reasoning_tokens\":3}}}";
        Recording answer = Recording.readInEveryChunking(format, Asks.whole("openai", MODEL), body);
        assertThat(answer.calls()).singleElement().satisfies(call -> assertThat(call.name())
                .isEqualTo("file.read"));
        assertThat(answer.thoughts()).isEqualTo("hm");
        assertThat(answer.finish().usage().reasoning()).isEqualTo(3);
    }

    @Test
    void compatibleVendorsMayLeaveIndexAndIdOut() {
        String wire = events(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"one\",\"function\":{\"name\":\"file_read\",\"arguments\":\"{}\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"two\",\"function\":{\"name\":\"time_now\",\"arguments\":{}}}]},\"finish_reason\":\"stop\"}]}",
                "[DONE]");
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("mistral", "m"), wire);
        assertThat(answer.calls()).extracting(call -> call.id()).containsExactly("one", "two");
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void anErrorInsideTheStreamIsTypedByItsCode() {
        String wire = events(
                OpenAiShapes.delta("{\"content\":\"Hi\"}", null),
                "{\"error\":{\"code\":502,\"message\":\"Provider disconnected\"}}");
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("openrouter", "m"), wire);
        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(answer.failure().failure()).isEqualTo(Failure.OVERLOADED);
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, invalid_request_error, AUTH",
        "403, unsupported_country_region_territory, request_forbidden, AUTH",
        "429, insufficient_quota, insufficient_quota, QUOTA",
        "402, , , QUOTA",
        "429, rate_limit_exceeded, tokens, RATE_LIMIT",
        "429, , , RATE_LIMIT",
        "500, , server_error, OVERLOADED",
        "503, , , OVERLOADED",
        "404, model_not_found, invalid_request_error, BAD_MODEL",
        "400, context_length_exceeded, invalid_request_error, CONTEXT_TOO_LONG",
        "413, , , CONTEXT_TOO_LONG",
        "400, content_filter, , CONTENT_FILTERED",
        "400, , invalid_request_error, BAD_REQUEST",
        "422, , , BAD_REQUEST",
        "408, , , TIMEOUT",
        "418, , , UNKNOWN"
    })
    void namesEveryFailureByStatusAndCode(int status, String code, String type, Failure expected) {
        String body = OpenAiShapes.error(
                code == null ? "null" : code, type == null ? "" : type, "please ignore this rate limit prose");
        assertThat(Asks.failureOf(format, status, body.replace("\"null\"", "null")))
                .isEqualTo(expected);
        assertThat(Asks.failureOf(format, status, "<html>not json</html>")).isNotNull();
    }

    private static String tools() {
        return events(
                OpenAiShapes.delta("{\"role\":\"assistant\",\"content\":\"One moment\"}", null),
                OpenAiShapes.call(0, "call_a", "file_read", ""),
                OpenAiShapes.call(0, null, null, "{\\\"path\\\": \\\"a \\\\\\\""),
                OpenAiShapes.call(0, null, null, "b\\\\\\\".txt\\\"}"),
                OpenAiShapes.call(1, "call_b", "time_now", ""),
                OpenAiShapes.call(1, null, null, "{}"),
                OpenAiShapes.delta("{}", "tool_calls"),
                OpenAiShapes.usage(40, 22),
                "[DONE]");
    }

    private static String events(String... data) {
        return "data: " + String.join("\n\ndata: ", data) + "\n\n";
    }

    private static String wire(java.util.List<String> chunks) {
        return String.join("", chunks);
    }
}
