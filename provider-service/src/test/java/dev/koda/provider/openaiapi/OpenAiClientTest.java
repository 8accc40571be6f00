package dev.koda.provider.openaiapi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionTool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.AnthropicShapes;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** OpenAI's own Java client, unchanged, against this service. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class OpenAiClientTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MODEL = "openai/gpt-4o-mini";

    @TestHTTPResource("/v1")
    String address;

    private StubVendor vendor;
    private OpenAIClient client;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        Calls.connect("openai", vendor.url() + "/v1");
        Calls.verify("openai");
        client = OpenAIOkHttpClient.builder()
                .apiKey(TestTokens.token("models:use"))
                .baseUrl(address)
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        Calls.disconnect("openai");
        vendor.close();
    }

    @Test
    void listsModels() {
        List<String> ids =
                client.models().list().items().stream().map(model -> model.id()).toList();
        assertThat(ids).contains("openai/gpt-4o-mini", "rehearsal/rehearsal-1");
    }

    @Test
    void completesInOnePiece() {
        vendor.on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello there")));
        ChatCompletion completion =
                client.chat().completions().create(params("Say hello").build());
        assertThat(completion.choices().getFirst().message().content()).contains("Hello there");
        assertThat(completion.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(17);
        assertThat(completion.model()).isEqualTo(MODEL);
    }

    @Test
    void streamsTextAndUsage() {
        vendor.on(CHAT, OpenAiShapes.text("Hel", "lo ", "there"));
        var params = params("Say hello")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(chunks::add);
        }
        assertThat(textOf(chunks)).isEqualTo("Hello there");
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(3);
    }

    @Test
    void aVendorThatDiesInMidStreamGoesUnnoticed() throws Exception {
        try (StubVendor peer = StubVendor.start()
                .on("/v1/models", Reply.json(200, AnthropicShapes.MODELS))
                .on("/v1/messages", AnthropicShapes.text("there, ", "friend"))) {
            Calls.connect("anthropic", peer.url());
            Calls.verify("anthropic");
            vendor.on(CHAT, OpenAiShapes.cutText("Hel", "lo "));
            List<ChatCompletionChunk> chunks = new ArrayList<>();
            try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                    .completions()
                    .createStreaming(params("Say hello").build())) {
                stream.stream().forEach(chunks::add);
            }
            assertThat(textOf(chunks)).isEqualTo("Hello there, friend");
            assertThat(chunks)
                    .extracting(ChatCompletionChunk::id)
                    .containsOnly(chunks.getFirst().id());
            assertThat(chunks.getLast()
                            .choices()
                            .getFirst()
                            .finishReason()
                            .orElseThrow()
                            .asString())
                    .isEqualTo("stop");
        } finally {
            Calls.disconnect("anthropic");
        }
    }

    @Test
    void aThoughtSignatureSurvivesAClientThatSendsBackWhatItGot() {
        vendor.on(
                "/v1beta/models/gemini-3-pro-preview:generateContent",
                Reply.json(
                        200,
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"now\",\"args\":{}},\"thoughtSignature\":\"CsE\"}],\"role\":\"model\"},\"finishReason\":\"STOP\"}]}"));
        Calls.connect("google", vendor.url());
        try {
            var message = client.chat()
                    .completions()
                    .create(ChatCompletionCreateParams.builder()
                            .model("google/gemini-3-pro-preview")
                            .addUserMessage("When?")
                            .build())
                    .choices()
                    .getFirst()
                    .message();
            client.chat()
                    .completions()
                    .create(ChatCompletionCreateParams.builder()
                            .model("google/gemini-3-pro-preview")
                            .addUserMessage("When?")
                            .addMessage(message)
                            .build());
            assertThat(vendor.asked("/v1beta/models/gemini-3-pro-preview:generateContent")
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
        vendor.on(
                CHAT,
                Reply.events(
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
        var params = params("Read")
                .addTool(ChatCompletionTool.ofFunction(
                        ChatCompletionFunctionTool.builder().function(function).build()))
                .build();
        List<ChatCompletionChunk.Choice.Delta.ToolCall> calls = new ArrayList<>();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().toolCalls().ifPresent(calls::addAll));
        }
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.id()).contains("call_a");
            assertThat(call.function().orElseThrow().arguments()).contains("{\"path\":\"a.txt\"}");
        });
    }

    @Test
    void anUnknownModelIsTheClientsOwnKindOfError() {
        var params = ChatCompletionCreateParams.builder()
                .model("nobody/nothing")
                .addUserMessage("x")
                .build();
        assertThatThrownBy(() -> client.chat().completions().create(params))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("there is no provider 'nobody'");
    }

    private static ChatCompletionCreateParams.Builder params(String text) {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(text);
    }

    private static String textOf(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .map(choice -> choice.delta().content().orElse(""))
                .collect(Collectors.joining());
    }
}
