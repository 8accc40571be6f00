package dev.koda.provider.openaiapi;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.WithMasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** What is not as OpenAI's reference has it is refused with the member named, and what it promises is there. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ChatRefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_tokens | \"many\"",
                "max_tokens | 0",
                "max_completion_tokens | -5",
                "temperature | \"hot\"",
                "temperature | 99",
                "top_p | 1.5",
                "tools | \"x\"",
                "stop | 5",
                "stream | \"yes\"",
                "response_format | \"json\""
            })
    void aWrongTypeOrRangeIsNamed(String member, String value) {
        ask("\"" + member + "\":" + value)
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo(member))
                .body("error.message", not(nullValue()));
    }

    @Test
    void membersThatAreNullAreThere() {
        String answer = ask("\"max_tokens\":null,\"stop\":null,\"tools\":null")
                .statusCode(200)
                .extract()
                .asString();
        assertThat(answer).contains("\"refusal\":null", "\"logprobs\":null");
    }

    @Test
    void aModelTheRehearsalDoesNotHaveIsUnknown() {
        askOf("rehearsal/nope", "\"stop\":null").statusCode(404).body("code", equalTo("model_not_found"));
    }

    private static ValidatableResponse ask(String members) {
        return askOf("rehearsal/rehearsal-1", members);
    }

    private static ValidatableResponse askOf(String model, String members) {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.token("models:use"))
                .contentType("application/json")
                .body("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]," + members
                        + "}")
                .post("/v1/chat/completions")
                .then();
    }
}
