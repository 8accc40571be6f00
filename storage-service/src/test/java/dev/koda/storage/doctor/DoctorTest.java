package dev.koda.storage.doctor;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.eventually;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class DoctorTest {
    @Test
    void aHealthyServiceIsGreen() {
        eventually(() -> given().when()
                .get("/q/health/group/doctor")
                .then()
                .statusCode(200)
                .body(status("storage.database"), equalTo("pass"))
                .body(status("storage.migrations"), equalTo("pass"))
                .body(status("storage.bucket"), equalTo("pass"))
                .body(status("storage.object_roundtrip"), equalTo("pass"))
                .body(status("storage.quota"), equalTo("pass")));
        awaitReady();
        given().when().get("/q/health/live").then().statusCode(200);
        given().when().get("/q/metrics").then().statusCode(200).body(containsString("koda_storage_uploads"));
    }

    private static String status(String id) {
        return "checks.find { it.name == '" + id + "' }.data.status";
    }
}
