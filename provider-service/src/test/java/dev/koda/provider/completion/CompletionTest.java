package dev.koda.provider.completion;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class CompletionTest {

    private static final String CHAT = "/v1/chat/completions";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        Calls.connect("openai", vendor.url() + "/v1").then().statusCode(200);
    }

    @AfterEach
    void stop() {
        Calls.as("owner").delete("/api/control-plane/providers/default");
        Calls.disconnect("openai");
        vendor.close();
    }

    @Test
    void streamsTextAsDeltasAndEndsWithUsageAndCost() {
        vendor.on(CHAT, OpenAiShapes.text("Hel", "lo ", "there"));
        Response answer = complete("openai", "gpt-4o-mini", true, "Say hello");
        answer.then().statusCode(200).contentType("text/event-stream");
        assertThat(answer.asString())
                .contains("event: delta\ndata: {\"text\":\"Hel\"}")
                .contains(
                        "event: done\ndata: {\"finish_reason\":\"stop\",\"provider\":\"openai\",\"model\":\"gpt-4o-mini\"")
                .contains("\"usage\":{\"input\":12,\"cached\":4,\"output\":3,\"reasoning\":0}")
                .contains("\"cost\":{\"amount\":\"0.0000033\",\"currency\":\"USD\"}");
        assertThat(vendor.asked(CHAT).getFirst().headers()).containsEntry("authorization", "Bearer " + Calls.KEY);
    }

    @Test
    void givesTheSameInOnePieceWhenNotStreaming() {
        vendor.on(CHAT, Reply.json(200, OpenAiShapes.whole("Hello there")).with("x-request-id", "req_77"));
        complete("openai", "gpt-4o-mini", false, "Say hello")
                .then()
                .statusCode(200)
                .body("text", equalTo("Hello there"))
                .body("finish_reason", equalTo("stop"))
                .body("request_id", equalTo("req_77"))
                .body("usage.output", equalTo(5));
    }

    @Test
    void toolNamesWithDotsGoOutMappedAndComeBackAsOffered() {
        vendor.on(
                CHAT,
                Reply.events(
                        OpenAiShapes.call(0, "call_a", "file_read", ""),
                        OpenAiShapes.call(0, null, null, "{\\\"path\\\":"),
                        OpenAiShapes.call(0, null, null, "\\\"a.txt\\\"}"),
                        OpenAiShapes.call(1, "call_b", "file_read", "{\\\"path\\\":\\\"b.txt\\\"}"),
                        OpenAiShapes.delta("{}", "tool_calls"),
                        "[DONE]"));
        String answer = complete("openai", "gpt-4o-mini", true, "Read").asString();
        assertThat(answer)
                .contains(
                        "event: tool_call\ndata: {\"id\":\"call_a\",\"name\":\"file.read\",\"arguments\":{\"path\":\"a.txt\"}}")
                .contains(
                        "event: tool_call\ndata: {\"id\":\"call_b\",\"name\":\"file.read\",\"arguments\":{\"path\":\"b.txt\"}}")
                .contains("\"finish_reason\":\"tool_calls\"");
        assertThat(vendor.asked(CHAT)
                        .getFirst()
                        .json()
                        .at("/tools/0/function/name")
                        .asText())
                .isEqualTo("file_read");
    }

    @Test
    void aStreamCutInsideArgumentsMakesNoCallAndSaysSo() {
        vendor.on(CHAT, OpenAiShapes.cutArguments("Let me look."));
        String answer = complete("openai", "gpt-4o-mini", true, "Read").asString();
        assertThat(answer)
                .contains("event: error\ndata: {\"failure\":\"truncated_stream\",\"action\":\"peer\"")
                .doesNotContain("event: tool_call");
    }

    @Test
    void aFailureBeforeTheFirstByteIsTriedAgainAndThenTold() {
        vendor.on(
                CHAT,
                Reply.json(503, OpenAiShapes.error("service_unavailable", "server_error", "busy")),
                OpenAiShapes.text("fine"));
        assertThat(complete("openai", "gpt-4o-mini", true, "x").asString())
                .contains("\"fine\"")
                .contains("event: done");
        vendor.on(CHAT, Reply.json(401, OpenAiShapes.error("invalid_api_key", "invalid_request_error", "no")));
        complete("openai", "gpt-4o-mini", false, "x")
                .then()
                .statusCode(502)
                .body("code", equalTo("vendor_auth"))
                .body("failure", equalTo("auth"))
                .body("action", equalTo("peer"));
    }

    @Test
    void theChainBeginsWithTheDefaultAndHoldsEveryVerifiedPeer() {
        Calls.asService()
                .get("/internal/chain")
                .then()
                .statusCode(409)
                .body("code", equalTo("provider_default_missing"));
        Calls.as("owner")
                .body(Map.of("provider_id", "openai", "model", "gpt-4o-mini"))
                .put("/api/control-plane/providers/default")
                .then()
                .statusCode(200);
        Calls.connect("groq", vendor.url() + "/v1");
        Calls.asService()
                .get("/internal/chain?tools=true")
                .then()
                .statusCode(200)
                .body("candidates.provider", contains("openai"))
                .body("excluded.find { it.provider == 'groq' }.cause", equalTo("unverified"));
        Calls.verify("groq").then().statusCode(200);
        Calls.asService()
                .get("/internal/chain?tools=true")
                .then()
                .body("candidates.provider", contains("openai", "groq"));
        Calls.disconnect("groq");
    }

    @Test
    void everyWireFormatIsSpokenAtTheAddressTheOperatorGave() {
        vendor.on("/v1/messages", AnthropicShapes.text("from ", "anthropic"))
                .on(
                        "/api/chat",
                        Reply.stream(
                                "{\"message\":{\"content\":\"from ollama\"},\"done\":false}\n{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":3,\"eval_count\":2}\n"))
                .on(
                        "/v1beta/models/gemini-2.5-flash:streamGenerateContent",
                        Reply.events(
                                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"from google\"}]},\"finishReason\":\"STOP\"}]}"));
        for (String address : new String[] {"", "/v1", "/v1beta"}) { // a version given twice is taken once
            Calls.connect("anthropic", vendor.url() + (address.equals("/v1beta") ? "" : address));
            Calls.connect("google", vendor.url() + (address.equals("/v1") ? "" : address));
            Calls.connect("ollama", vendor.url());
            assertThat(complete("anthropic", "claude-sonnet-4-5", true, "x").asString())
                    .contains("\"anthropic\"}")
                    .contains("event: done");
            assertThat(complete("google", "gemini-2.5-flash", true, "x").asString())
                    .contains("from google")
                    .contains("event: done");
            assertThat(complete("ollama", "llama3.2", true, "x").asString())
                    .contains("from ollama")
                    .contains("event: done");
        }
        assertThat(vendor.asked("/v1/messages").getFirst().headers())
                .containsEntry("x-api-key", Calls.KEY)
                .containsEntry("anthropic-version", "2023-06-01");
        for (String provider : new String[] {"anthropic", "google", "ollama"}) {
            Calls.disconnect(provider);
        }
    }

    @Test
    void rehearsalFollowsItsScriptAndIsLabelled() {
        String tools = complete(
                        "rehearsal", "rehearsal-1", true, "@say Looking.\\n@tool file.read {\\\"path\\\":\\\"a\\\"}")
                .asString();
        assertThat(tools)
                .contains("\"name\":\"file.read\",\"arguments\":{\"path\":\"a\"}")
                .contains("\"Looking.\"");
        assertThat(complete("rehearsal", "rehearsal-1", true, "@break").asString())
                .contains("truncated_stream");
        complete("rehearsal", "rehearsal-1", false, "Hello")
                .then()
                .body("text", org.hamcrest.Matchers.startsWith("Rehearsal (a script, not an AI)"))
                .body("request_id", notNullValue());
    }

    private static Response complete(String provider, String model, boolean stream, String text) {
        return Calls.asService()
                .body(("""
                        {"provider":"%s","model":"%s","stream":%s,
                         "messages":[{"role":"user","content":[{"type":"text","text":"%s"}]}],
                         "tools":[%s],
                         "context":{"operator_id":"o1"}}""").formatted(provider, model, stream, text, text.contains("Hello") ? "" : TOOL))
                .post("/internal/completions");
    }

    private static final String TOOL =
            "{\"name\":\"file.read\",\"description\":\"Reads\",\"parameters\":{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},\"required\":[\"path\"]}}";
}
