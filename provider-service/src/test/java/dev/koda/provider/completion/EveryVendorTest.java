package dev.koda.provider.completion;

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
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

/** Each wire format, and the built-in vendor that needs none. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class EveryVendorTest {

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start();
    }

    @AfterEach
    void stop() {
        vendor.close();
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
            assertThat(CandidateCalls.complete("anthropic", "claude-sonnet-4-5", true, "x")
                            .asString())
                    .contains("\"anthropic\"}")
                    .contains("event: done");
            assertThat(CandidateCalls.complete("google", "gemini-2.5-flash", true, "x")
                            .asString())
                    .contains("from google")
                    .contains("event: done");
            assertThat(CandidateCalls.complete("ollama", "llama3.2", true, "x").asString())
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
        String tools = CandidateCalls.complete(
                        "rehearsal", "rehearsal-1", true, "@say Looking.\\n@tool file.read {\\\"path\\\":\\\"a\\\"}")
                .asString();
        assertThat(tools)
                .contains("\"name\":\"file.read\",\"arguments\":{\"path\":\"a\"}")
                .contains("\"Looking.\"");
        assertThat(CandidateCalls.complete("rehearsal", "rehearsal-1", true, "@break")
                        .asString())
                .contains("truncated_stream");
        CandidateCalls.complete("rehearsal", "rehearsal-1", false, "Hello")
                .then()
                .body("text", startsWith("Rehearsal (a script, not an AI)"))
                .body("request_id", notNullValue());
    }
}
