package dev.koda.provider.openaiapi;

import java.util.List;
import java.util.stream.Collectors;

import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
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
    void listsModels() {
        List<String> ids =
                openai.models().list().items().stream().map(model -> model.id()).toList();
        assertThat(ids).contains("openai/gpt-4o-mini", "rehearsal/rehearsal-1");
    }

    @Test
    void completesInOnePiece() {
        openai.vendorAnswers(Reply.json(200, OpenAiShapes.whole("Hello there")));
        ChatCompletion completion =
                openai.completions().create(OfficialClient.params("Say hello").build());
        assertThat(completion.choices().getFirst().message().content()).contains("Hello there");
        assertThat(completion.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(17);
        assertThat(completion.model()).isEqualTo(OfficialClient.MODEL);
    }

    @Test
    void streamsTextAndUsage() {
        openai.vendorAnswers(OpenAiShapes.text("Hel", "lo ", "there"));
        var params = OfficialClient.params("Say hello")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        List<ChatCompletionChunk> chunks = openai.streamed(params);
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
            openai.vendorAnswers(OpenAiShapes.cutText("Hel", "lo "));
            List<ChatCompletionChunk> chunks =
                    openai.streamed(OfficialClient.params("Say hello").build());
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
    void anUnknownModelIsTheClientsOwnKindOfError() {
        var params = ChatCompletionCreateParams.builder()
                .model("nobody/nothing")
                .addUserMessage("x")
                .build();
        assertThatThrownBy(() -> openai.completions().create(params))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("there is no provider 'nobody'");
    }

    private static String textOf(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .map(choice -> choice.delta().content().orElse(""))
                .collect(Collectors.joining());
    }
}
