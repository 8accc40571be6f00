package dev.koda.provider.chain;

import java.util.List;
import java.util.Map;

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
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

/** The order in which candidates are tried, and who is left out why. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ChainTest {

    private static final String CHAIN = "/internal/chain?provider=openai&model=gpt-4o-mini";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        for (String provider : List.of("openai", "groq", "deepseek")) {
            Calls.connect(provider, vendor.url() + "/v1");
            Calls.verify(provider).then().body("verdict", equalTo("usable"));
        }
    }

    @AfterEach
    void stop() {
        for (String provider : List.of("openai", "groq", "deepseek")) {
            Calls.disconnect(provider);
        }
        vendor.close();
    }

    @Test
    void peersComeByPriorityAndOperatorsReorderThem() {
        change("groq", Map.of("priority", 20));
        change("deepseek", Map.of("priority", 10));
        Calls.asService().get(CHAIN).then().body("candidates.provider", contains("openai", "deepseek", "groq"));
        change("deepseek", Map.of("priority", 30));
        Calls.asService().get(CHAIN).then().body("candidates.provider", contains("openai", "groq", "deepseek"));
    }

    @Test
    void whoIsExcludedDisabledOrUnfitIsNamedWithTheCause() {
        change("groq", Map.of("excluded", true));
        change("deepseek", Map.of("enabled", false));
        Calls.asService()
                .get(CHAIN)
                .then()
                .body("candidates.provider", contains("openai"))
                .body("excluded.find { it.provider == 'groq' }.cause", equalTo("excluded"))
                .body("excluded.find { it.provider == 'deepseek' }.cause", equalTo("disabled"));
        change("groq", Map.of("excluded", false));
        change("deepseek", Map.of("enabled", true));
        Calls.asService()
                .get(CHAIN + "&context_tokens=100000000")
                .then()
                .body("candidates.provider", contains("openai"))
                .body("excluded.find { it.provider == 'groq' }.cause", equalTo("no_fitting_model"));
    }

    @Test
    void aPeerNeedsTheAbilitiesOfTheTurn() {
        change("deepseek", Map.of("excluded", true));
        change("groq", Map.of("models", List.of("llama-3.1-8b-instant")));
        Calls.asService().get(CHAIN + "&tools=true").then().body("candidates.provider", contains("openai", "groq"));
        Calls.asService()
                .get(CHAIN + "&vision=true")
                .then()
                .body("candidates.provider", contains("openai"))
                .body("excluded.find { it.provider == 'groq' }.cause", equalTo("no_fitting_model"));
    }

    @Test
    void aPreferredOneThatFailedItsLastVerificationIsTriedLastInsteadOfNever() {
        vendor.on("/v1/models", Reply.json(401, OpenAiShapes.error("invalid_api_key", "", "no")));
        Calls.connect("openai", vendor.url() + "/v1", "sk-other-0123456789");
        Calls.verify("openai").then().body("verdict", equalTo("unusable"));
        change("deepseek", Map.of("excluded", true));
        Calls.asService().get(CHAIN).then().body("candidates.provider", contains("groq", "openai"));
    }

    @Test
    void theRehearsalOffersItsOneModelAndNoOther() {
        Calls.asService()
                .get("/internal/chain?provider=rehearsal&model=nope")
                .then()
                .body("candidates", empty())
                .body("excluded[0].cause", equalTo("model_not_allowed"));
        Calls.as("owner")
                .body(Map.of("provider_id", "rehearsal", "model", "nope"))
                .put("/api/control-plane/providers/default")
                .then()
                .statusCode(409)
                .body("code", equalTo("model_not_allowed"));
        Calls.asService()
                .get("/internal/chain?provider=rehearsal&model=rehearsal-1")
                .then()
                .body("candidates.model", contains("rehearsal-1"));
    }

    private static void change(String provider, Map<String, Object> change) {
        Calls.as("owner")
                .body(change)
                .patch("/api/control-plane/providers/" + provider + "/connection")
                .then()
                .statusCode(200);
    }
}
