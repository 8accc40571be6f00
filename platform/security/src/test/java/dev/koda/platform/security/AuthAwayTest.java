package dev.koda.platform.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.testkit.token.TestTokens;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

/** A service that started while auth-service was away: it has no keys, and says so instead of refusing everybody. */
@QuarkusTest
@TestProfile(AuthAwayTest.NobodyThere.class)
class AuthAwayTest {

    /** The lowest port of all, where nobody listens by chance. */
    public static final class NobodyThere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("koda.peers.auth-url", "http://127.0.0.1:1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "/admins", "/open"})
    void aSoundTokenThatCannotBeJudgedIsNotRefused(String path) {
        given().header(
                        "Authorization",
                        "Bearer " + TestTokens.operator("01900000-0000-7000-8000-000000000001", "owner"))
                .get(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("code", equalTo("auth_unavailable"));
    }
}
