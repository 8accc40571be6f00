package dev.koda.provider.completion;

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
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
        Calls.disconnect("openai");
        vendor.close();
    }

    @Test
    void streamsTextAsDeltasAndEndsWithUsageAndCost() {
        vendor.on(CHAT, OpenAiShapes.text("Hel", "lo ", "there"));
        Response answer = CandidateCalls.complete("openai", "gpt-4o-mini", true, "Say hello");
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
        CandidateCalls.complete("openai", "gpt-4o-mini", false, "Say hello")
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
        String answer =
                CandidateCalls.complete("openai", "gpt-4o-mini", true, "Read").asString();
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
        String answer =
                CandidateCalls.complete("openai", "gpt-4o-mini", true, "Read").asString();
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
        assertThat(CandidateCalls.complete("openai", "gpt-4o-mini", true, "x").asString())
                .contains("\"fine\"")
                .contains("event: done");
        vendor.on(CHAT, Reply.json(401, OpenAiShapes.error("invalid_api_key", "invalid_request_error", "no")));
        CandidateCalls.complete("openai", "gpt-4o-mini", false, "x")
                .then()
                .statusCode(502)
                .body("code", equalTo("vendor_auth"))
                .body("failure", equalTo("auth"))
                .body("action", equalTo("peer"));
    }
}
