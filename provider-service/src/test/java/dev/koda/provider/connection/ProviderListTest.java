package dev.koda.provider.connection;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** The list of vendors, connected or not. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ProviderListTest {

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
}
