package dev.koda.platform.problem;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.koda.platform.problem.ProblemAnswer.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class QueryParametersTest {

    @Test
    void declaredQueryParametersPassAndTheLastPageSaysSo() {
        given().queryParam("limit", 10)
                .queryParam("state", "RED")
                .queryParam("agent_id", "0190b2f0-0000-7000-8000-000000000000")
                .get("/samples")
                .then()
                .statusCode(200)
                .body("$", hasKey("next_cursor"))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "limits,10,unknown_parameter",
        "limit,ten,invalid_value",
        "state,blue,invalid_value",
        "agent_id,x,invalid_value"
    })
    void aQueryParameterThatCannotBeTakenIsNamed(String name, String value, String code) {
        problem(given().queryParam(name, value).get("/samples").then(), 400, code)
                .body("violations[0].field", equalTo(name));
    }

    @Test
    void anEndpointMayTakeAnyQuery() {
        given().queryParam("whatever", "1").get("/samples/any").then().statusCode(200);
    }
}
