package dev.koda.storage.artifact;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.eventually;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.number;
import static dev.koda.storage.StorageFixtures.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(QuotaTest.Tight.class)
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class QuotaTest {
    @BeforeEach
    void awaitTheBucket() {
        awaitReady();
    }

    @Test
    void anAgentOverItsQuotaIsRefusedAndOthersAreNot() {
        String agent = UUID.randomUUID().toString();
        id(upload("first.bin", new byte[600], "&agent_id=" + agent));
        upload("second.bin", new byte[600], "&agent_id=" + agent)
                .statusCode(507)
                .body("code", equalTo("storage_quota_exceeded"))
                .body("used", equalTo(600))
                .body("quota", equalTo(1000))
                .body("detail", containsString("ARTIFACT_QUOTA_BYTES_PER_AGENT"));
        assertThat(number("SELECT count(*) FROM storage.artifact_manifests WHERE name = 'second.bin'"))
                .isZero();
        id(upload("others.bin", new byte[600], "&agent_id=" + UUID.randomUUID()));
        id(upload("nobodys.bin", new byte[1500]));
        upload("total.bin", new byte[900]).statusCode(507).body("quota", equalTo(3000));
        eventually(() -> given().when()
                .get("/q/health/group/doctor")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'storage.quota' }.data.status", equalTo("warn")));
    }

    /** Quotas small enough to reach. */
    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "koda.storage.artifact-quota-bytes-per-agent", "1000",
                    "koda.storage.artifact-quota-bytes-total", "3000");
        }
    }
}
