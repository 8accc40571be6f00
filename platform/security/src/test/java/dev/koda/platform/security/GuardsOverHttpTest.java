package dev.koda.platform.security;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@WithStubIdentity
class GuardsOverHttpTest {

    private static final String ID = "01900000-0000-7000-8000-000000000001";

    @Inject
    ClientAddress addresses;

    @Test
    void theCallerComesFromTheToken() {
        as(TestTokens.operator(ID, "admin"), "/me")
                .statusCode(200)
                .body("kind", equalTo("operator"))
                .body("id", equalTo(ID))
                .body("name", equalTo("Test admin"))
                .body("admin", equalTo(true));
    }

    @Test
    void theCallerStandsInEveryLogLine() {
        as(TestTokens.operator(ID, "viewer"), "/logged").body(equalTo(ID));
    }

    @ParameterizedTest
    @CsvSource({"owner,200", "admin,200", "operator,403", "viewer,403"})
    void aHigherRoleHoldsTheLowerOnes(String role, int status) {
        as(TestTokens.operator(ID, role), "/admins").statusCode(status);
    }

    @Test
    void aServiceHoldsNoRoleOfPeople() {
        problem(as(TestTokens.service("audit"), "/me"), 403, "role_missing");
    }

    @Test
    void withoutATokenTheAnswerSaysHowToSignIn() {
        problem(given().get("/me").then(), 401, "authentication_required")
                .header("WWW-Authenticate", "Bearer realm=\"koda\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "/open"})
    void aTokenThatHasEndedIsRefusedEverywhere(String path) {
        problem(as(TestTokens.expired(ID, "owner"), path), 401, "authentication_required");
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        problem(as("aaaa.bbbb.cccc", "/me"), 401, "authentication_required");
    }

    @Test
    void aChangedTokenIsRefused() {
        String token = TestTokens.operator(ID, "viewer");
        String other = TestTokens.operator(ID, "owner");
        String mixed = other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
        problem(as(mixed, "/me"), 401, "authentication_required");
    }

    @Test
    void aForeignSchemeIsNoCaller() {
        given().auth()
                .preemptive()
                .basic("a", "b")
                .get("/open")
                .then()
                .statusCode(200)
                .body(equalTo("nobody"));
        as("kpat_abc", "/open").statusCode(200).body(equalTo("nobody"));
    }

    @Test
    void anEndpointWithoutARoleIsNobodys() {
        problem(as(TestTokens.operator(ID, "owner"), "/unannotated"), 403, "role_missing");
    }

    @ParameterizedTest
    @CsvSource({"tasks:write,200", "admin,200", "tasks:read,403", "tasks:read tasks:write,200"})
    void aTokenNeedsItsScope(String scopes, int status) {
        as(TestTokens.token(scopes.split(" ")), "/scoped").statusCode(status);
    }

    @Test
    void aMissingScopeIsNamed() {
        problem(as(TestTokens.token("tasks:read"), "/scoped"), 403, "scope_missing")
                .body("required_scope", equalTo("tasks:write"));
    }

    @Test
    void aSessionNeedsNoScope() {
        as(TestTokens.operator(ID, "operator"), "/scoped").statusCode(200);
    }

    @Test
    void internalPathsAreForServicesAlsoWhereTheAnnotationIsTooWide() {
        problem(as(TestTokens.operator(ID, "owner"), "/internal/forgotten"), 403, "role_missing");
        as(TestTokens.service("runtime"), "/internal/forgotten").statusCode(200);
        given().get("/internal/open").then().statusCode(200);
    }

    @Test
    void onlyASignedClientAddressIsBelieved() {
        given().header("X-Koda-Client", addresses.sign("203.0.113.9"))
                .get("/address")
                .then()
                .body(equalTo("203.0.113.9"));
        given().header("X-Koda-Client", "203.0.113.9;1;AAAA")
                .get("/address")
                .then()
                .body(equalTo("127.0.0.1"));
        given().header("X-Forwarded-For", "203.0.113.9").get("/address").then().body(equalTo("127.0.0.1"));
    }

    @Test
    void theServicesOwnTokenIsAcceptedAndKept() {
        String first =
                given().get("/own-token").then().statusCode(200).extract().asString();
        String second = given().get("/own-token").then().extract().asString();

        assertThat(second).isEqualTo(first);
        as(first, "/internal/forgotten").statusCode(200);
    }

    private static ValidatableResponse as(String token, String path) {
        return given().header("Authorization", "Bearer " + token).get(path).then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.log()
                .ifValidationFails()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Trace-Id", matchesPattern("[0-9a-f]{32}"))
                .body("code", equalTo(code));
    }
}
