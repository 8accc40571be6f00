package dev.koda.platform.problem;

import io.restassured.response.ValidatableResponse;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

/** An answer that must be a problem. */
final class ProblemAnswer {
    private ProblemAnswer() {}

    /** Whatever the problem is, its members agree with each other and its trace can be looked up. */
    static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
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
