package dev.koda.provider;

import java.time.Duration;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.contract.OpenApiDrift;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ContractTest {

    @Test
    void theApiIsTheOneThatIsPublished() {
        OpenApiDrift.check(
                "provider-service",
                given().when()
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void theDoctorIsToldAboutDatabaseKeyAndVendors() {
        // a check gives up after two seconds, which a machine that is busy with something else takes now and then
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> given().when()
                .get("/q/health/group/doctor")
                .then()
                .body(
                        "checks.name",
                        hasItems(
                                "provider.database",
                                "provider.master_key",
                                "provider.connections",
                                "provider.default",
                                "provider.fallback"))
                .body("checks.find { it.name == 'provider.database' }.data.status", equalTo("pass"))
                .body("checks.find { it.name == 'provider.master_key' }.data.status", equalTo("pass"))
                .body("checks.find { it.name == 'provider.master_key' }.data.scope", equalTo("local"))
                .body("checks.find { it.name == 'provider.connections' }.data.scope", equalTo("downstream")));
        given().when().get("/q/health/live").then().statusCode(200);
        given().when().get("/q/health/ready").then().statusCode(200);
    }
}
