package dev.koda.platform.problem;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.koda.platform.problem.ProblemAnswer.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class ProblemsOverHttpTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

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
        for (String failure : List.of("refused", "reset", "lost")) {
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

    @Test
    void anUnknownCallerIsAskedToSignIn() {
        problem(given().get("/samples/fail/unknown").then(), 401, "authentication_required")
                .header("WWW-Authenticate", "Bearer realm=\"koda\"");
    }

    @Test
    void aCallerWhoMayNotIsForbidden() {
        problem(given().get("/samples/fail/forbidden").then(), 403, "role_missing");
    }
}
