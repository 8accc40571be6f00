package dev.koda.auth.limit;

import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class RateLimitTest {

    private static final String AUTH = "/api/control-plane/auth";

    @Inject
    ClientAddress addresses;

    private Gateway gateway;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
        People.owner(gateway);
    }

    @Test
    void recoveriesAreLimitedPerAddressWithATrueRetryAfter() {
        for (int number = 0; number < 20; number++) {
            recover(gateway).then().statusCode(400);
        }
        Response refused = recover(gateway);

        refused.then().statusCode(429).body("code", equalTo("rate_limited"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3_000, 3_600);
        recover(new Gateway(addresses)).then().statusCode(400);
    }

    @Test
    void forgedForwardingHeadersChangeNothing() {
        for (int number = 0; number < 20; number++) {
            recover(gateway).then().statusCode(400);
        }
        gateway.stranger()
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9")
                .body(body())
                .post(AUTH + "/password/recover")
                .then()
                .statusCode(429);
        RestAssured.given()
                .contentType("application/json")
                .header(ClientAddress.HEADER, "203.0.113.9;" + Instant.now().getEpochSecond() + ";forged")
                .body(body())
                .post(AUTH + "/password/recover")
                .then()
                .statusCode(400);
        assertThat(addressesSeen()).isEqualTo("0");
    }

    @Test
    void oneNetworkOfIpV6IsOneClient() {
        for (int number = 0; number < 20; number++) {
            recover(new Gateway(addresses, "2001:db8:1:2::" + number)).then().statusCode(400);
        }
        recover(new Gateway(addresses, "2001:db8:1:2:ffff::1")).then().statusCode(429);
        recover(new Gateway(addresses, "2001:db8:1:3::1")).then().statusCode(400);
    }

    @Test
    void theStateOfAllReplicasIsOneSketchOfFixedSize() {
        for (int number = 0; number < 30; number++) {
            recover(new Gateway(addresses));
        }
        assertThat(Tables.count("SELECT max(slot) FROM rate_slot")).isLessThan(16_384);
        assertThat(Tables.count("SELECT count(*) FROM information_schema.check_constraints"
                        + " WHERE check_clause LIKE '%16383%'"))
                .isPositive();
    }

    private Response recover(Gateway from) {
        return from.stranger().body(body()).post(AUTH + "/password/recover");
    }

    /** The first step that costs anything comes after the limit and the policy, so a refused password is enough. */
    private static Map<String, String> body() {
        return Map.of("identifier", "nobody@example.org", "recovery_code", "AAAA-BBBB-CCCC", "new_password", "short");
    }

    private static String addressesSeen() {
        return Tables.text("SELECT count(*) FROM session WHERE address = '203.0.113.9'");
    }
}
