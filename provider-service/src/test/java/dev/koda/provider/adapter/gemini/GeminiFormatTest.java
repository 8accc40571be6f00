package dev.koda.provider.adapter.gemini;

import java.time.Clock;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.provider.adapter.Asks;
import dev.koda.provider.adapter.Outgoing;
import dev.koda.provider.adapter.Recording;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Part;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.Usage;

import static org.assertj.core.api.Assertions.assertThat;

class GeminiFormatTest {

    private static final String MODEL = "gemini-2.5-flash";

    private final GeminiFormat format = new GeminiFormat(new Ids(Clock.systemUTC()));

    @Test
    void writesContentsWithFunctionCallsAndResponsesByName() {
        Outgoing outgoing = format.completion(Asks.streamed("google", MODEL));
        assertThat(outgoing.path()).isEqualTo("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse");
        JsonNode body = VendorJson.tolerant(outgoing.body().toString());
        assertThat(body.at("/systemInstruction/parts/0/text").asText()).isEqualTo("Be brief.");
        assertThat(body.at("/contents/0/parts/1/inlineData/mimeType").asText()).isEqualTo("image/png");
        assertThat(body.at("/contents/1/role").asText()).isEqualTo("model");
        assertThat(body.at("/contents/1/parts/1/functionCall/name").asText()).isEqualTo("file.read");
        assertThat(body.at("/contents/2/parts/0/functionResponse/name").asText())
                .isEqualTo("file.read");
        assertThat(body.at("/contents/2/parts/1/functionResponse/response/error")
                        .asText())
                .isEqualTo("no such file");
        assertThat(body.at("/tools/0/functionDeclarations/0/parametersJsonSchema/type")
                        .asText())
                .isEqualTo("object");
        assertThat(body.at("/generationConfig/maxOutputTokens").asInt()).isEqualTo(300);
        assertThat(format.completion(Asks.whole("google", MODEL)).path()).endsWith(":generateContent");
    }

    @Test
    void readsThoughtsTextAndParallelCalls() {
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("google", MODEL), stream());
        assertThat(answer.thoughts()).isEqualTo("Thinking");
        assertThat(answer.text()).isEqualTo("I read.");
        assertThat(answer.calls()).extracting(call -> call.name()).containsExactly("file.read", "time.now");
        assertThat(answer.calls().getFirst().arguments().path("path").asText()).isEqualTo("a.txt");
        assertThat(answer.calls()).allSatisfy(call -> assertThat(call.id()).startsWith("call_"));
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.finish().usage()).isEqualTo(new Usage(30, 8, 25, 15));
        assertThat(answer.finish().requestId()).isEqualTo("resp-1");
    }

    @Test
    void aThoughtSignatureComesWithItsCallAndGoesBackBesideIt() {
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("google", MODEL), stream());
        assertThat(answer.calls()).extracting(call -> call.signature()).containsExactly("CsE", null);
        JsonNode back = written(answer.calls(), "gemini-3-pro-preview");
        assertThat(back.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("CsE");
        assertThat(back.at("/contents/1/parts/0/functionCall").has("thoughtSignature"))
                .isFalse();
        assertThat(back.at("/contents/1/parts/1").has("thoughtSignature")).isFalse();
    }

    @Test
    void callsThatNoGeminiMadeAreMarkedSoWhereSignaturesAreRequired() {
        List<ToolCall> foreign = List.of(
                new ToolCall("call_1", "file.read", VendorJson.object()),
                new ToolCall("call_2", "time.now", VendorJson.object()));
        JsonNode third = written(foreign, "gemini-3-pro-preview");
        assertThat(third.at("/contents/1/parts/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
        assertThat(third.at("/contents/1/parts/1").has("thoughtSignature")).isFalse();
        assertThat(written(foreign, MODEL).at("/contents/1/parts/0").has("thoughtSignature"))
                .isFalse();
    }

    private JsonNode written(List<ToolCall> calls, String model) {
        var prompt = new Prompt(
                List.of(
                        Message.text(Role.USER, "Read"),
                        new Message(Role.ASSISTANT, List.of(), calls, null, null),
                        new Message(
                                Role.TOOL,
                                List.of(new Part.Text("alpha")),
                                null,
                                calls.getFirst().id(),
                                null)),
                List.of(),
                null);
        return VendorJson.tolerant(
                format.completion(Asks.of("google", model, prompt)).body().toString());
    }

    @Test
    void aStreamCutAnywhereMakesNoCall() {
        Recording.cutAtEveryPoint(format, Asks.streamed("google", MODEL), stream());
    }

    @Test
    void readsAnAnswerInOnePiece() {
        String body =
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Whole\"}],\"role\":\"model\"},\"finishReason\":\"MAX_TOKENS\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":4,\"candidatesTokenCount\":1,\"totalTokenCount\":5}}";
        Recording answer = Recording.readInEveryChunking(format, Asks.whole("google", MODEL), body);
        assertThat(answer.text()).isEqualTo("Whole");
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aBlockedPromptIsFilteredContent() {
        Recording answer = Recording.read(
                format,
                Asks.streamed("google", MODEL),
                "data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}\n\n",
                20);
        assertThat(answer.failure().failure()).isEqualTo(Failure.CONTENT_FILTERED);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED, , AUTH",
        "403, PERMISSION_DENIED, , AUTH",
        "400, INVALID_ARGUMENT, API_KEY_INVALID, AUTH",
        "400, FAILED_PRECONDITION, , QUOTA",
        "429, RESOURCE_EXHAUSTED, , RATE_LIMIT",
        "503, UNAVAILABLE, , OVERLOADED",
        "500, INTERNAL, , OVERLOADED",
        "504, DEADLINE_EXCEEDED, , TIMEOUT",
        "404, NOT_FOUND, , BAD_MODEL",
        "400, INVALID_ARGUMENT, , BAD_REQUEST"
    })
    void namesEveryFailureByStatusAndReason(int status, String rpc, String reason, Failure expected) {
        String details = reason == null
                ? ""
                : "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" + reason
                        + "\",\"domain\":\"googleapis.com\"}";
        String body = "{\"error\":{\"code\":" + status + ",\"message\":\"prose\",\"status\":\"" + rpc
                + "\",\"details\":[" + details + "]}}";
        assertThat(Asks.failureOf(format, status, body)).isEqualTo(expected);
    }

    @Test
    void aDailyLimitIsAQuotaAndNotARate() {
        String body =
                "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]}]}}";
        assertThat(Asks.failureOf(format, 429, body)).isEqualTo(Failure.QUOTA);
    }

    private static String stream() {
        return """
                data: {"candidates":[{"content":{"parts":[{"text":"Thinking","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":30,"totalTokenCount":30},"modelVersion":"gemini-2.5-flash","responseId":"resp-1"}

                data: {"candidates":[{"content":{"parts":[{"text":"I read."}],"role":"model"},"index":0}],"responseId":"resp-1"}

                data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"file.read","args":{"path":"a.txt"}},"thoughtSignature":"CsE"},{"functionCall":{"name":"time.now","args":{}}}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":30,"cachedContentTokenCount":8,"candidatesTokenCount":10,"thoughtsTokenCount":15,"totalTokenCount":55},"responseId":"resp-1"}

                """.replace("\n", "\r\n");
    }
}
