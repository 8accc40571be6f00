package dev.koda.gateway.front;

import java.time.Duration;
import java.util.function.IntFunction;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
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
    private static final int SHARE = 120;

    @Test
    void aStrangerGetsAHundredAndTwentyRequestsAMinuteAndIsToldWhenToComeAgain() {
        String address = Requests.freshAddress();

        Response refused = refusedAfterItsShare(200, number -> strangerFrom(address));
        refused.then().body("code", equalTo("rate_limited"));
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
        refusedAfterItsShare(401, guess -> strangerFrom(address).header("Authorization", "Bearer kpat_guess" + guess));
        int asked = StubHouse.current().exchanges();

        strangerFrom(address)
                .header("Authorization", "Bearer kpat_one_more")
                .get(PATH)
                .then()
                .statusCode(429);

        assertThat(StubHouse.current().exchanges()).isEqualTo(asked);
    }

    /** Asks until it is too much. On a machine so slow that the minute is over before, the next one begins. */
    private static Response refusedAfterItsShare(int served, IntFunction<RequestSpecification> caller) {
        long began = System.nanoTime();
        int count = 0;
        Response answer = caller.apply(count).get(PATH);
        while (answer.statusCode() == served && count < 10 * SHARE) {
            count++;
            answer = caller.apply(count).get(PATH);
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(count).isGreaterThanOrEqualTo(SHARE);
        if (System.nanoTime() - began < Duration.ofMinutes(1).toNanos()) {
            assertThat(count).isEqualTo(SHARE);
        }
        return answer;
    }
}
