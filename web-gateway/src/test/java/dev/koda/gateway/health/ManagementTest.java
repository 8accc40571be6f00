package dev.koda.gateway.health;

import java.net.URL;
import java.time.Duration;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.Requests;
import dev.koda.gateway.stub.WithStubHouse;
import dev.koda.platform.testkit.contract.OpenApiDrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithStubHouse
class ManagementTest {
    @TestHTTPResource(management = true)
    URL management;

    @Test
    void healthAndMetricsAreOnThePortThatIsNotPublic() {
        Requests.token().get("/api/control-plane/agents").then().statusCode(200);

        RestAssured.get(address() + "/health/live").then().statusCode(200).body("status", equalTo("UP"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        RestAssured.get(address() + "/health/ready").then().statusCode(200));
        RestAssured.get(address() + "/metrics")
                .then()
                .statusCode(200)
                .body(containsString("koda_gateway_upstream_seconds"));
    }

    @Test
    void theReferenceIsTheOneInContracts() {
        OpenApiDrift.check(
                "web-gateway", RestAssured.get(address() + "/openapi").asString());
    }

    @Test
    void theContainersProbeSeesTheGateway() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> AliveProbe.isAlive(Integer.toString(RestAssured.port)));
        assertThat(AliveProbe.isAlive("1")).isFalse();
    }

    private String address() {
        return management.toString().replaceAll("/+$", "");
    }
}
