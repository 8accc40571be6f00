package dev.koda.auth;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.contract.OpenApiDrift;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class ContractTest {

    @Test
    void theApiIsTheOneThatIsPublished() {
        OpenApiDrift.check(
                "auth-service",
                RestAssured.get("/q/openapi").then().statusCode(200).extract().asString());
    }
}
