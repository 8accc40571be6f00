package dev.koda.provider.openaiapi;

import java.util.List;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionTool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** Tools over OpenAI's own Java client, unchanged. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class OpenAiClientToolsTest {

    @TestHTTPResource("/v1")
    String address;

    private OfficialClient openai;

    @BeforeEach
    void start() throws Exception {
        openai = OfficialClient.at(address);
    }

    @AfterEach
    void stop() {
        openai.close();
    }

    @Test
    void aThoughtSignatureSurvivesAClientThatSendsBackWhatItGot() {
        openai.vendor()
                .on(
                        "/v1beta/models/gemini-3-pro-preview:generateContent",
                        Reply.json(
                                200,
                                "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"now\",\"args\":{}},\"thoughtSignature\":\"CsE\"}],\"role\":\"model\"},\"finishReason\":\"STOP\"}]}"));
        Calls.connect("google", openai.vendor().url());
        try {
            var message = openai.completions()
                    .create(ChatCompletionCreateParams.builder()
                            .model("google/gemini-3-pro-preview")
                            .addUserMessage("When?")
                            .build())
                    .choices()
                    .getFirst()
                    .message();
            openai.completions()
                    .create(ChatCompletionCreateParams.builder()
                            .model("google/gemini-3-pro-preview")
                            .addUserMessage("When?")
                            .addMessage(message)
                            .build());
            assertThat(openai.vendor()
                            .asked("/v1beta/models/gemini-3-pro-preview:generateContent")
                            .getLast()
                            .json()
                            .at("/contents/1/parts/0/thoughtSignature")
                            .asText())
                    .isEqualTo("CsE");
        } finally {
            Calls.disconnect("google");
        }
    }

    @Test
    void streamsToolCalls() {
        openai.vendorAnswers(Reply.events(
                OpenAiShapes.call(0, "call_a", "file_read", ""),
                OpenAiShapes.call(0, null, null, "{\\\"path\\\":\\\"a.txt\\\"}"),
                OpenAiShapes.delta("{}", "tool_calls"),
                "[DONE]"));
        var function = FunctionDefinition.builder()
                .name("file_read")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .build())
                .build();
        var params = OfficialClient.params("Read")
                .addTool(ChatCompletionTool.ofFunction(
                        ChatCompletionFunctionTool.builder().function(function).build()))
                .build();
        List<ChatCompletionChunk.Choice.Delta.ToolCall> calls = openai.streamed(params).stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().toolCalls().stream())
                .flatMap(List::stream)
                .toList();
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.id()).contains("call_a");
            assertThat(call.function().orElseThrow().arguments()).contains("{\"path\":\"a.txt\"}");
        });
    }
}
