package dev.koda.provider.circuit;

import java.time.Duration;
import java.util.List;
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
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What a caller is told, and when, of a vendor that is busy, silent, away or asked too much. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class CallFailuresTest {

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start();
        Calls.connect("xai", vendor.url() + "/v1");
    }

    @AfterEach
    void stop() {
        Calls.disconnect("xai");
        vendor.close();
    }

    @Test
    void aVendorsRetryAfterIsWaitedForWhenItIsShortAndPassedOnWhenItIsLong() {
        vendor.on(
                Xai.CHAT,
                Reply.json(429, OpenAiShapes.error("rate_limit_exceeded", "tokens", "slow"))
                        .with("Retry-After", "1"),
                Reply.json(200, OpenAiShapes.whole("later")));
        long begun = System.nanoTime();
        Xai.complete(false).then().statusCode(200).body("text", equalTo("later"));
        assertThat(System.nanoTime() - begun).isGreaterThan(900_000_000L);

        vendor.on(
                Xai.CHAT,
                Reply.json(429, OpenAiShapes.error("rate_limit_exceeded", "tokens", "slow"))
                        .with("Retry-After", "120"));
        vendor.forget();
        Response refused = Xai.complete(false);
        refused.then().statusCode(429).body("failure", equalTo("rate_limit")).body("retry_after_ms", equalTo(120000));
        assertThat(refused.header("Retry-After")).isEqualTo("120");
        assertThat(vendor.asked(Xai.CHAT)).hasSize(1);
    }

    @Test
    void aSilentVendorIsATimeoutBeforeTheFirstTokenAndBetweenTokens() {
        Calls.as("owner")
                .body(Map.of("timeouts", Map.of("first_token_ms", 300, "idle_ms", 300, "total_ms", 60_000)))
                .patch(Xai.PATH + "/connection")
                .then()
                .statusCode(200)
                .body("timeouts.idle_ms", equalTo(300));
        vendor.on(Xai.CHAT, Reply.events().hanging());
        assertThat(Xai.complete(true).asString())
                .contains("\"failure\":\"timeout\"")
                .contains("first_token_timeout");
        Calls.as("owner")
                .body(Map.of("timeouts", Map.of("first_token_ms", 120_000, "total_ms", 240_000)))
                .patch(Xai.PATH + "/connection");
        vendor.on(
                Xai.CHAT,
                Reply.events(OpenAiShapes.delta("{\"content\":\"Hi\"}", null)).hanging());
        long begun = System.nanoTime();
        assertThat(Xai.complete(true).asString()).contains("\"text\":\"Hi\"").contains("idle_timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("not only when the first token would have been late")
                .isLessThan(Duration.ofSeconds(90));
    }

    @Test
    void nobodyListeningIsUnreachable() {
        vendor.close();
        Xai.complete(false)
                .then()
                .statusCode(502)
                .body("failure", equalTo("unreachable"))
                .body("action", equalTo("peer"));
    }

    @Test
    void aPromptBeyondTheModelsLimitIsTooLongWhateverTheVendorCallsIt() {
        vendor.on(Xai.CHAT, Reply.json(400, OpenAiShapes.error("null", "invalid_request_error", "prompt is too long")));
        String long1 = "word ".repeat(200_000);
        Calls.asService()
                .body(Map.of(
                        "provider",
                        "xai",
                        "model",
                        "grok-4",
                        "messages",
                        List.of(Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", long1))))))
                .post("/internal/completions")
                .then()
                .statusCode(413)
                .body("failure", equalTo("context_too_long"))
                .body("action", equalTo("peer"));
        Xai.complete(false)
                .then()
                .statusCode(400)
                .body("failure", equalTo("bad_request"))
                .body("action", equalTo("stop"));
    }
}
