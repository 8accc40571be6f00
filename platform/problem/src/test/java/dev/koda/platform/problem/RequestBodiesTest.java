package dev.koda.platform.problem;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.koda.platform.problem.ProblemAnswer.problem;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class RequestBodiesTest {

    private static final int LIMIT = 1_048_576;

    /** The client waits for leave to send the body, as the connection may be closed while it sends one that is refused. */
    @Test
    void aBodyOverTheLimitIsAProblem() {
        RestAssuredConfig polite = RestAssuredConfig.config()
                .httpClient(HttpClientConfig.httpClientConfig().setParam("http.protocol.expect-continue", true));
        ValidatableResponse answer = given().config(polite)
                .contentType(ContentType.JSON)
                .body("{\"display_name\":\"" + "x".repeat(1_100_000) + "\"}")
                .post("/samples")
                .then();
        problem(answer, 413, "body_too_large").body("max_bytes", equalTo(LIMIT));
    }

    /** By a byte, so that nothing is left to send when the connection is closed. */
    @Test
    void aBodyThatHidesItsLengthIsCutOffAtTheLimit() throws Exception {
        String begin = "{\"display_name\":\"";
        byte[] body = (begin + "x".repeat(LIMIT + 1 - begin.length())).getBytes(UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/samples"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .timeout(Duration.ofSeconds(60))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(413);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"display_name":"a","nope":1}                        | nope               | unknown_field
            {"display_name":"a","tools":[{"tool_name":"t","x":1}]} | tools[0].x       | unknown_field
            {"display_name":"a","size":"12"}                     | size               | invalid_value
            {"display_name":"a","size":1.5}                      | size               | invalid_value
            {"display_name":7}                                   | display_name       | invalid_value
            {"display_name":"a","colour":"blue"}                 | colour             | invalid_value
            {"display_name":"a","tools":{}}                      | tools              | invalid_value
            """)
    void aFieldThatCannotBeReadIsNamed(String body, String field, String code) {
        problem(post(body), 400, code)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].code", equalTo(code))
                .body(not(containsString("dev.koda")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"display_name\":\"a\"} trailing", "{\"size\":1,\"size\":2}"})
    void aBodyThatIsNotTheJsonItShouldBeIsAProblem(String body) {
        problem(post(body), 400, "json_invalid").body(not(containsString("jackson")));
    }

    @Test
    void anEmptyBodyIsAProblem() {
        given().contentType(ContentType.JSON)
                .post("/samples")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/samples", "/samples/later"})
    void brokenConstraintsNameTheFieldAsJsonDoes(String path) {
        String body = "{\"display_name\":\" \",\"tools\":[{\"tool_name\":\"t\"},{\"tool_name\":\"\"}]}";
        problem(given().contentType(ContentType.JSON).body(body).post(path).then(), 400, "invalid_input")
                .body("violations.field", hasItem("display_name"))
                .body("violations.field", hasItem("tools[1].tool_name"))
                .body("violations.code", hasItem("not_blank"));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/samples").then();
    }
}
