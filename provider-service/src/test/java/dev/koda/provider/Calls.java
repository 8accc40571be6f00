package dev.koda.provider;

import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import dev.koda.platform.testkit.token.TestTokens;

/** Requests as the callers of this service make them. */
public final class Calls {

    public static final String OPERATOR = "01900000-0000-7000-8000-0000000000aa";
    public static final String KEY = "sk-test-0123456789abcdefWXYZ";

    private static final String PROVIDERS = "/api/control-plane/providers/";

    private Calls() {}

    public static RequestSpecification as(String role) {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.operator(OPERATOR, role))
                .contentType("application/json");
    }

    public static RequestSpecification asService() {
        return RestAssured.given().auth().oauth2(TestTokens.service("runtime")).contentType("application/json");
    }

    /** Connects a vendor to an address, with the test's key. */
    public static Response connect(String provider, String baseUrl) {
        return connect(provider, baseUrl, KEY);
    }

    public static Response connect(String provider, String baseUrl, String key) {
        return as("owner")
                .body(Map.of("auth", Map.of("api_key", key), "base_url", baseUrl))
                .put(PROVIDERS + provider + "/connection");
    }

    public static Response verify(String provider) {
        return as("owner").post(PROVIDERS + provider + "/connection/verify");
    }

    public static void disconnect(String provider) {
        as("owner").delete(PROVIDERS + provider + "/connection");
    }
}
