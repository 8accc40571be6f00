package dev.koda.provider.connection;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
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

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ConnectionTest {

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
    void catalogueListsEveryVendorOfTheSpecification() {
        Calls.as("viewer")
                .get("/api/control-plane/providers")
                .then()
                .statusCode(200)
                .body("items.id", hasItems("anthropic", "openai", "google", "ollama", "openrouter", "groq", "mistral"))
                .body("items.id", hasItems("deepseek", "xai", "qwen", "kimi", "perplexity", "llamacpp", "vllm"))
                .body("items.id", hasItems("custom", "rehearsal"))
                .body("next_cursor", nullValue());
    }

    @Test
    void theListTakesALimitAndACursor() {
        Response first = Calls.as("viewer").get("/api/control-plane/providers?limit=2");
        first.then().statusCode(200).body("items.size()", equalTo(2)).body("next_cursor", not(nullValue()));
        Calls.as("viewer")
                .get("/api/control-plane/providers?limit=200&cursor="
                        + first.jsonPath().getString("next_cursor"))
                .then()
                .body("items.size()", equalTo(14))
                .body("next_cursor", nullValue());
        Calls.as("viewer").get("/api/control-plane/budgets?limit=5").then().statusCode(200);
    }

    @Test
    void connectingShowsOnlyTheLastFourCharactersOfTheCredential() {
        Response connected = Calls.connect("mistral", vendor.url() + "/v1");
        connected
                .then()
                .statusCode(200)
                .body("status", equalTo("unverified"))
                .body("key_hint", equalTo("WXYZ"))
                .body("enabled", equalTo(true));
        assertThat(connected.asString()).doesNotContain(Calls.KEY);
        assertThat(Calls.as("viewer").get(MISTRAL).asString()).contains("WXYZ").doesNotContain(Calls.KEY);
    }

    @Test
    void aCredentialDoesNotFollowToAnotherAddress() {
        Calls.connect("mistral", vendor.url() + "/v1").then().statusCode(200);
        Calls.as("owner")
                .body(Map.of("base_url", "http://127.0.0.1:9/v1"))
                .put(MISTRAL + "/connection")
                .then()
                .statusCode(400)
                .body("code", equalTo("credential_required"));
    }

    @Test
    void linkLocalAndMetadataAddressesAreRefused() {
        for (String url :
                new String[] {"http://169.254.169.254/v1", "http://[fe80::1]/v1", "http://100.100.100.200/"}) {
            Calls.connect("mistral", url).then().statusCode(400).body("code", equalTo("base_url_refused"));
        }
        Calls.connect("mistral", "ftp://example.org").then().statusCode(400).body("code", equalTo("base_url_refused"));
    }

    @Test
    void whatIsNoAddressAtAllIsRefusedInSoManyWords() {
        Calls.connect("mistral", "http://127.0.0.1:99999/v1")
                .then()
                .statusCode(400)
                .body("code", equalTo("base_url_refused"))
                .body("violations[0].message", equalTo("must hold a port from 1 to 65535"));
        Calls.connect("mistral", "not an address")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("base_url"))
                .body("violations[0].message", equalTo("must be an address (URI)"));
    }

    @Test
    void headersThatSayWhereARequestGoesOrEndsAreTheTransports() {
        for (String name : new String[] {"Host", "Content-Length", "transfer-encoding", "Connection"}) {
            Calls.as("owner")
                    .body(Map.of(
                            "auth",
                            Map.of("api_key", Calls.KEY),
                            "base_url",
                            vendor.url() + "/v1",
                            "headers",
                            Map.of(name, "1")))
                    .put(MISTRAL + "/connection")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_input"));
        }
    }

    @Test
    void aCharacterThatNoRowCanHoldIsTheCallersFault() {
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.as("owner")
                .body(Map.of("provider_id", "mistral", "model", "a\u0000b"))
                .put("/api/control-plane/providers/default")
                .then()
                .statusCode(400)
                .body("code", equalTo("value_unstorable"));
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

    @Test
    void everyChangeIsPublishedAsItsSchemaSaysAndAudited() {
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            Calls.connect("mistral", vendor.url() + "/v1");
            Calls.verify("mistral");
            vendor.on("/v1/models", Reply.json(401, OpenAiShapes.error("invalid_api_key", "", "no")));
            Calls.connect("mistral", vendor.url() + "/v1", "sk-another-0123456789");
            Calls.verify("mistral").then().statusCode(200); // a changed credential resets the cooldown
            Calls.as("owner")
                    .body(Map.of("provider_id", "mistral", "model", "m"))
                    .put("/api/control-plane/providers/default");
            Calls.as("owner")
                    .delete("/api/control-plane/providers/default")
                    .then()
                    .statusCode(204);
            Calls.disconnect("mistral");
            for (String thing : new String[] {
                "connection.changed",
                "connection.verified",
                "connection.failed",
                "connection.removed",
                "default.changed"
            }) {
                String type = "dev.koda.provider." + thing + ".v1";
                ReceivedEvent event = events.await(received -> type.equals(received.type())
                        && received.value().contains(thing.startsWith("default") ? "changed_at" : "mistral"));
                EventAssertions.matchesSchema(type, event.value());
                audit.await(received -> received.value().contains("\"provider." + thing + "\""));
            }
        }
    }

    @Test
    void aDefaultGoesWithItsConnection() {
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.as("owner")
                .body(Map.of("provider_id", "mistral", "model", "m"))
                .put("/api/control-plane/providers/default")
                .then()
                .statusCode(200);
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            Calls.disconnect("mistral");
            Calls.as("viewer")
                    .get("/api/control-plane/providers/default")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("provider_default_missing"));
            Calls.asService().get("/internal/chain").then().statusCode(409);
            ReceivedEvent told = events.await(event -> "dev.koda.provider.default.changed.v1".equals(event.type()));
            EventAssertions.matchesSchema(told.type(), told.value());
            audit.await(event -> event.value().contains("\"provider.default.changed\""));
        }
    }

    @Test
    void onlyAdministratorsConnectAndOnlyServicesSeeTheInside() {
        Calls.as("operator").body(Map.of()).put(MISTRAL + "/connection").then().statusCode(403);
        Calls.as("owner").get("/internal/chain").then().statusCode(403);
    }
}
