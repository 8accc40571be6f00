package dev.koda.provider.verification;

import java.time.Duration;

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
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** What an operator sees who verifies a connection, for free or with a paid probe. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class VerificationTest {

    private static final String MISTRAL = "/api/control-plane/providers/mistral";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
    }

    @AfterEach
    void stop() {
        Calls.disconnect("mistral");
        vendor.close();
    }

    @Test
    void aPaidProbeTakesTheCheapestModelThatIsListed() {
        vendor.on(
                        "/v1/models",
                        Reply.json(
                                200,
                                "{\"data\":[{\"id\":\"claude-opus-4-5-20251101\"},{\"id\":\"claude-haiku-4-5-20251001\"},"
                                        + "{\"id\":\"claude-sonnet-4-5-20250929\"}]}"))
                .on("/v1/messages", Reply.json(500, "{}"));
        Calls.connect("anthropic", vendor.url());
        try {
            Calls.as("owner").post("/api/control-plane/providers/anthropic/connection/verify?probe=true");
            assertThat(vendor.asked("/v1/messages")
                            .getFirst()
                            .json()
                            .path("model")
                            .asText())
                    .isEqualTo("claude-haiku-4-5-20251001");
        } finally {
            Calls.disconnect("anthropic");
        }
    }

    @Test
    void verifyingShowsModelsAndASecondTimeWithinTheCooldownIsRefusedWithTheTrueRest() {
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.verify("mistral")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("usable"))
                .body("stage", equalTo("models"))
                .body("models", hasItems("gpt-4o-mini"));
        Response again = Calls.verify("mistral");
        again.then().statusCode(429).body("code", equalTo("verification_cooldown"));
        assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(1, 60);
        Calls.as("viewer")
                .get(MISTRAL)
                .then()
                .body("connection.status", equalTo("usable"))
                .body("connection.verify_available_at", not(nullValue()));
    }

    @Test
    void aPaidProbeMakesOneSmallCompletionThatStandsInTheCosts() {
        vendor.on("/v1/chat/completions", Reply.json(200, OpenAiShapes.whole("ok")));
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.as("owner")
                .post(MISTRAL + "/connection/verify?probe=true")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("usable"))
                .body("stage", equalTo("probe"))
                .body("paid", equalTo(true));
        assertThat(vendor.asked("/v1/chat/completions")
                        .getFirst()
                        .json()
                        .path("max_tokens")
                        .asInt())
                .isEqualTo(16);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Calls.as("viewer")
                .get("/api/control-plane/costs?by=provider")
                .then()
                .body("items.key", hasItems("mistral")));
    }

    @Test
    void aVendorThatCannotBeReachedOrTalksNoJsonIsTold() {
        vendor.on("/v1/models", Reply.json(200, "<html>Welcome</html>"));
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.verify("mistral")
                .then()
                .body("verdict", equalTo("unusable"))
                .body("cause", equalTo("bad_response"))
                .body("raw_error", equalTo("<html>Welcome</html>"));
        vendor.close();
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.verify("mistral").then().body("cause", equalTo("unreachable")).body("stage", equalTo("connect"));
    }

    @Test
    void aRejectedKeyIsToldInTheVendorsOwnWordsWithTheKeyMasked() {
        String said = OpenAiShapes.error(
                "invalid_api_key", "invalid_request_error", "Incorrect API key provided: " + Calls.KEY + ".");
        vendor.on("/v1/models", Reply.json(401, said));
        Calls.connect("mistral", vendor.url() + "/v1");
        Response failed = Calls.verify("mistral");
        failed.then()
                .statusCode(200)
                .body("verdict", equalTo("unusable"))
                .body("stage", equalTo("auth"))
                .body("cause", equalTo("key_rejected"))
                .body("http_status", equalTo(401))
                .body("raw_error", equalTo(said.replace(Calls.KEY, "•••")));
        Calls.as("viewer")
                .get(MISTRAL + "/verifications")
                .then()
                .statusCode(200)
                .body("items[0].cause", equalTo("key_rejected"));
    }
}
