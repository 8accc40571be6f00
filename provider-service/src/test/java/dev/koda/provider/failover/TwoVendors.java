package dev.koda.provider.failover;

import java.util.List;
import java.util.UUID;

import io.restassured.RestAssured;
import io.restassured.response.Response;

import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.provider.Calls;
import dev.koda.provider.stub.AnthropicShapes;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.hamcrest.Matchers.equalTo;

/** Two verified vendors, and an operator who asks the first and knows nothing of the second. */
final class TwoVendors implements AutoCloseable {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";

    /** Of one test alone: usage is written a little later, and that of the test before may still be on its way. */
    private final String operator = UUID.randomUUID().toString();

    private final StubVendor first;
    private final StubVendor second;

    private TwoVendors(StubVendor first, StubVendor second) {
        this.first = first;
        this.second = second;
    }

    static TwoVendors verified() throws Exception {
        TwoVendors vendors = new TwoVendors(
                StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS)),
                StubVendor.start().on("/v1/models", Reply.json(200, AnthropicShapes.MODELS)));
        Calls.connect("openai", vendors.first.url() + "/v1");
        Calls.connect("anthropic", vendors.second.url());
        Calls.verify("openai").then().body("verdict", equalTo("usable"));
        Calls.verify("anthropic").then().body("verdict", equalTo("usable"));
        return vendors;
    }

    String operator() {
        return operator;
    }

    void firstAnswers(Reply reply) {
        first.on(CHAT, reply);
    }

    void secondAnswers(Reply reply) {
        second.on(MESSAGES, reply);
    }

    List<StubVendor.Asked> askedOfSecond() {
        return second.asked(MESSAGES);
    }

    Response chat(boolean stream) {
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

    @Override
    public void close() {
        Calls.disconnect("openai");
        Calls.disconnect("anthropic");
        first.close();
        second.close();
    }
}
