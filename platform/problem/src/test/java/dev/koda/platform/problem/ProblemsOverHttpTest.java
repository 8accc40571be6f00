package dev.koda.platform.problem;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class ProblemsOverHttpTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final int LIMIT = 1_048_576;

    @Test
    void aProblemIsRenderedWithAllMembersAndTheCallersTrace() {
        given().header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .get("/samples/fail/missing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("X-Trace-Id", TRACE)
                .header("Cache-Control", "no-store")
                .header("Date", matchesPattern("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"))
                .body("type", equalTo("/problems/sample-not-found"))
                .body("title", equalTo("Not found"))
                .body("status", equalTo(404))
                .body("detail", equalTo("There is no such sample."))
                .body("instance", equalTo("/samples/fail/missing"))
                .body("code", equalTo("sample_not_found"))
                .body("trace_id", equalTo(TRACE))
                .body("sample", equalTo("s1"))
                .body("$", not(hasKey("violations")));
    }

    @Test
    void aTraceThatStartsHereCanBePassedOn() {
        Response answer = given().get("/samples/traceparent");

        assertThat(answer.asString()).matches("00-" + answer.header("X-Trace-Id") + "-[0-9a-f]{16}-01");
    }

    @Test
    void retryAfterIsRoundedUpToWholeSeconds() {
        problem(given().get("/samples/fail/busy").then(), 429, "queue_full").header("Retry-After", "2");
    }

    @Test
    void aTimeoutIsUnavailableForNow() {
        problem(given().get("/samples/fail/late").then(), 503, "timed_out").header("Retry-After", "2");
    }

    @Test
    void aServerThatIsAwayIsUnavailableForNowAndNoFaultOfOurs() {
        for (String failure : List.of("refused", "lost")) {
            problem(given().get("/samples/fail/" + failure).then(), 503, "dependency_unavailable")
                    .header("Retry-After", "2")
                    .body(not(containsString("5432")));
        }
    }

    @Test
    void whatWentWrongInsideStaysInside() {
        problem(given().get("/samples/fail/bug").then(), 500, "internal_error")
                .body(not(containsString("jdbc")))
                .body(not(containsString("Exception")))
                .body("trace_id", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void anUnknownPathIsAProblem() {
        problem(given().get("/nowhere").then(), 404, "not_found").body("detail", containsString("/nowhere"));
    }

    @Test
    void anIdThatIsNoneIsNotFound() {
        problem(given().get("/samples/not-a-uuid").then(), 404, "not_found");
    }

    @Test
    void aWrongMethodIsAProblem() {
        problem(given().delete("/samples").then(), 405, "method_not_allowed");
    }

    @Test
    void aWrongMediaTypeIsAProblem() {
        problem(given().contentType("text/plain").body("x").post("/samples").then(), 415, "media_type_unsupported");
    }

    @Test
    void anUnacceptableMediaTypeIsAProblem() {
        problem(given().accept("image/png").get("/samples").then(), 406, "not_acceptable");
    }

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

    @Test
    void anUnknownCallerIsAskedToSignIn() {
        problem(given().get("/samples/fail/unknown").then(), 401, "authentication_required")
                .header("WWW-Authenticate", "Bearer realm=\"koda\"");
    }

    @Test
    void aCallerWhoMayNotIsForbidden() {
        problem(given().get("/samples/fail/forbidden").then(), 403, "role_missing");
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/samples").then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.log()
                .ifValidationFails()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Trace-Id", matchesPattern("[0-9a-f]{32}"))
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", equalTo("/problems/" + code.replace('_', '-')));
    }
}
