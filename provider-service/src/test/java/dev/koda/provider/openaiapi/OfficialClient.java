package dev.koda.provider.openaiapi;

import java.util.List;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.services.blocking.ModelService;
import com.openai.services.blocking.chat.ChatCompletionService;

import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.provider.Calls;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

/** OpenAI's own Java client, pointed at this service, which passes on to a stub of OpenAI. */
final class OfficialClient implements AutoCloseable {

    static final String MODEL = "openai/gpt-4o-mini";

    private final StubVendor vendor;
    private final OpenAIClient client;

    private OfficialClient(StubVendor vendor, OpenAIClient client) {
        this.vendor = vendor;
        this.client = client;
    }

    static OfficialClient at(String address) throws Exception {
        StubVendor vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        Calls.connect("openai", vendor.url() + "/v1");
        Calls.verify("openai");
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .apiKey(TestTokens.token("models:use"))
                .baseUrl(address)
                .maxRetries(0)
                .build();
        return new OfficialClient(vendor, client);
    }

    static ChatCompletionCreateParams.Builder params(String text) {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(text);
    }

    void vendorAnswers(Reply reply) {
        vendor.on("/v1/chat/completions", reply);
    }

    StubVendor vendor() {
        return vendor;
    }

    ModelService models() {
        return client.models();
    }

    ChatCompletionService completions() {
        return client.chat().completions();
    }

    List<ChatCompletionChunk> streamed(ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> stream = completions().createStreaming(params)) {
            return stream.stream().toList();
        }
    }

    @Override
    public void close() {
        client.close();
        Calls.disconnect("openai");
        vendor.close();
    }
}
