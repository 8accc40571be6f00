package dev.koda.provider.chain;

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
import static org.hamcrest.Matchers.equalTo;

/** The chain of somebody who names no model. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class DefaultChainTest {

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
}
