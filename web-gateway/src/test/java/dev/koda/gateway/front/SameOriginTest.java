package dev.koda.gateway.front;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.browser;
import static dev.koda.gateway.Requests.ownPage;
import static dev.koda.gateway.Requests.stranger;
import static dev.koda.gateway.Requests.token;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithStubHouse
class SameOriginTest {
    private static final String PATH = "/api/control-plane/agents";

    @Test
    void aChangeByCookieNeedsAWordForItsOrigin() {
        browser(StubHouse.OWNER_SESSION).post(PATH).then().statusCode(403).body("code", equalTo("cross_site_request"));
        ownPage(StubHouse.OWNER_SESSION).post(PATH).then().statusCode(200);
        browser(StubHouse.OWNER_SESSION)
                .header("Origin", RestAssured.baseURI + ":" + RestAssured.port)
                .post(PATH)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,https://evil.example", "Origin,null"})
    void aChangeFromElsewhereIsRefusedWithAndWithoutACookie(String header, String value) {
        browser(StubHouse.OWNER_SESSION).header(header, value).post(PATH).then().statusCode(403);
        stranger()
                .header(header, value)
                .post("/api/control-plane/auth/login")
                .then()
                .statusCode(403);
        browser(StubHouse.OWNER_SESSION)
                .header(header, value)
                .delete(PATH)
                .then()
                .statusCode(403);
    }

    @Test
    void aBearerNeedsNoOrigin() {
        token().post(PATH).then().statusCode(200);
        token().header("Origin", "https://app.example").post(PATH).then().statusCode(200);
    }

    @Test
    void aProgramMaySignInWithoutAnOrigin() {
        stranger().post("/api/control-plane/auth/login").then().statusCode(200);
    }

    @Test
    void readingNeedsNoOrigin() {
        browser(StubHouse.OWNER_SESSION)
                .header("Sec-Fetch-Site", "cross-site")
                .get(PATH)
                .then()
                .statusCode(200);
    }

    @Test
    void behindATrustedProxyTheForwardedOriginCounts() {
        browser(StubHouse.OWNER_SESSION)
                .header("Origin", "https://koda.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "koda.example")
                .post(PATH)
                .then()
                .statusCode(200);
    }
}
