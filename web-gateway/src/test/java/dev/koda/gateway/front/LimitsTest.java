package dev.koda.gateway.front;

import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.Requests;
import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static dev.koda.gateway.Requests.stranger;
import static dev.koda.gateway.Requests.strangerFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithStubHouse
class LimitsTest {
    private static final String PATH = "/api/control-plane/onboarding/status";

    @Test
    void aStrangerGetsAHundredAndTwentyRequestsAMinuteAndIsToldWhenToComeAgain() {
        String address = Requests.freshAddress();

        IntStream.range(0, 120)
                .forEach(request -> strangerFrom(address).get(PATH).then().statusCode(200));
        Response refused = strangerFrom(address).get(PATH);

        refused.then().statusCode(429).body("code", equalTo("rate_limited"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        stranger().get(PATH).then().statusCode(200);
        strangerFrom(address).get("/health").then().statusCode(200);
        strangerFrom(address)
                .header("Authorization", "Bearer " + StubHouse.API_TOKEN)
                .get(PATH)
                .then()
                .statusCode(200);
    }

    @Test
    void guessingTokensUsesUpTheGuessersRequestsAndThenStopsReachingAuth() {
        String address = Requests.freshAddress();
        IntStream.range(0, 120).forEach(guess -> strangerFrom(address)
                .header("Authorization", "Bearer kpat_guess" + guess)
                .get(PATH)
                .then()
                .statusCode(401));
        int asked = StubHouse.current().exchanges();

        strangerFrom(address)
                .header("Authorization", "Bearer kpat_one_more")
                .get(PATH)
                .then()
                .statusCode(429);

        assertThat(StubHouse.current().exchanges()).isEqualTo(asked);
    }
}
