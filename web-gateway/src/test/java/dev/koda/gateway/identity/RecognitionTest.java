package dev.koda.gateway.identity;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.StubService;
import dev.koda.gateway.stub.WithStubHouse;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.server.TestEnvironment;

import static dev.koda.gateway.Requests.browser;
import static dev.koda.gateway.Requests.stranger;
import static dev.koda.gateway.Requests.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithStubHouse
class RecognitionTest {
    private static final String PATH = "/api/control-plane/agents";
    private static final Duration SOON = Duration.ofSeconds(90);

    private final StubHouse house = StubHouse.current();

    @Inject
    SessionEvents events;

    @Test
    void aSessionCookieBecomesAJwtAndIsAskedForOnce() {
        house.known("session:once", "o-once", "operator", "sid-once");
        int before = house.exchanges();

        for (int request = 0; request < 5; request++) {
            browser("once").get(PATH).then().body("headers.authorization", startsWith("Bearer eyJ"));
        }

        assertThat(house.exchanges()).isEqualTo(before + 1);
    }

    @Test
    void aBearerWinsOverACookie() {
        token().cookie("koda_operator_session", "nobody").get(PATH).then().statusCode(200);
        browser(StubHouse.OWNER_SESSION)
                .header("Authorization", "Bearer kpat_wrong")
                .get(PATH)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer kpat_wrong", "Bearer something", "Basic dTpw", "Bearer eyJhbGciOiJub25lIn0.e30."})
    void abearerThatIsNotKnownIsRefused(String authorization) {
        stranger()
                .header("Authorization", authorization)
                .get(PATH)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", notNullValue())
                .body("code", equalTo("invalid_credentials"));
    }

    @Test
    void aCookieThatIsNotKnownIsLikeNone() {
        browser("long gone").get(PATH).then().statusCode(200).body("headers", not(hasKey("authorization")));
    }

    @Test
    void theBreakGlassTokenCountsFromThisHostOnly() {
        String bearer = "Bearer " + TestEnvironment.BREAK_GLASS;

        RestAssured.given().header("Authorization", bearer).get(PATH).then().statusCode(200);
        stranger().header("Authorization", bearer).get(PATH).then().statusCode(401);
        RestAssured.given()
                .header("Authorization", bearer)
                .header("Forwarded", "for=127.0.0.1")
                .get(PATH)
                .then()
                .statusCode(401);
    }

    @Test
    void aRevokedSessionIsForgottenAtOnce() {
        house.known("session:revoked", "o-revoked", "operator", "sid-revoked");
        browser("revoked").get(PATH).then().body("headers", hasKey("authorization"));
        house.forget("session:revoked");
        browser("revoked").get(PATH).then().body("headers", hasKey("authorization"));

        revoke("{\"session_id\":\"sid-revoked\"}");

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> browser("revoked").get(PATH).then().body("headers", not(hasKey("authorization"))));
    }

    @Test
    void anOperatorWhoWasRemovedLosesAllCredentials() {
        house.known("session:removed", "o-removed", "operator", "sid-removed");
        house.known("api_token:kpat_removed", "o-removed", "operator", "tid-removed");
        browser("removed").get(PATH).then().body("headers", hasKey("authorization"));
        stranger()
                .header("Authorization", "Bearer kpat_removed")
                .get(PATH)
                .then()
                .statusCode(200);
        house.forget("session:removed");
        house.forget("api_token:kpat_removed");

        revoke("{\"operator_id\":\"o-removed\"}");

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            browser("removed").get(PATH).then().body("headers", not(hasKey("authorization")));
            stranger()
                    .header("Authorization", "Bearer kpat_removed")
                    .get(PATH)
                    .then()
                    .statusCode(401);
        });
    }

    @Test
    void whileAuthIsAwayKnownCallersGoOnAndOthersLearnWhy() {
        StubService auth = house.of("auth");
        token().get(PATH).then().statusCode(200);
        auth.stop();
        try {
            token().get(PATH).then().statusCode(200);
            browser("fresh")
                    .get(PATH)
                    .then()
                    .statusCode(503)
                    .body("service", equalTo("auth"))
                    .header("Retry-After", notNullValue());
            browser("fresh")
                    .accept("text/html")
                    .get("/anything")
                    .then()
                    .statusCode(503)
                    .contentType("text/html")
                    .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self' 'nonce-"));
            stranger().get("/health").then().statusCode(200);
        } finally {
            auth.restart();
        }
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> browser("fresh").get(PATH).then().statusCode(200));
    }

    /** The probe makes the topic; the gateway hears only what is published after it has found it. */
    private void revoke(String body) {
        try (KafkaProbe probe = KafkaProbe.on("koda.auth.session")) {
            Awaitility.await().atMost(SOON).until(events::isListening);
            probe.publish("any", "dev.koda.auth.session.revoked.v1", body);
        }
    }
}
