package dev.koda.provider.failover;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.AnthropicShapes;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The first vendor dies, and so does every other. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class AllGoneTest {

    private TwoVendors vendors;

    @BeforeEach
    void start() throws Exception {
        vendors = TwoVendors.verified();
    }

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void withAllGoneOneProblemListsEachCandidateAndItsCause() {
        vendors.firstAnswers(Reply.json(401, OpenAiShapes.error("invalid_api_key", "invalid_request_error", "no")));
        vendors.secondAnswers(Reply.json(529, AnthropicShapes.error("overloaded_error", "Overloaded")));
        vendors.chat(true)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("all_candidates_failed"))
                .body("candidates[0].provider", equalTo("openai"))
                .body("candidates[0].failure", equalTo("auth"))
                .body("candidates[1].provider", equalTo("anthropic"))
                .body("candidates[1].failure", equalTo("overloaded"))
                .body("error.message", containsString("openai/gpt-4o-mini: auth"));
    }

    @Test
    void withAllGoneInTheMiddleTheStreamSaysSoAndEnds() {
        vendors.firstAnswers(OpenAiShapes.cutText("Half an "));
        vendors.secondAnswers(Reply.json(500, AnthropicShapes.error("api_error", "Internal")));
        String answer = vendors.chat(true).asString();
        assertThat(answer).contains("Half an ").contains("data: {\"error\":{").contains("all_candidates_failed");
        assertThat(answer).doesNotContain("[DONE]");
    }
}
