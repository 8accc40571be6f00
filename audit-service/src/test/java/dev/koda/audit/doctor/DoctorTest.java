package dev.koda.audit.doctor;

import java.time.Duration;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.TOPIC;
import static dev.koda.audit.AuditFixtures.execute;
import static dev.koda.audit.AuditFixtures.record;
import static dev.koda.audit.AuditFixtures.unique;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class DoctorTest {
    @Test
    void aHealthyServiceIsGreen() {
        try (KafkaProbe topic = KafkaProbe.on(TOPIC)) {
            record(topic, "test.doctor.asked", unique("doctor"), 1);
        }
        eventually(() -> given().when()
                .get("/q/health/group/doctor")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("audit.database", "audit.lag", "audit.chain", "audit.retention"))
                .body("checks.find { it.name == 'audit.database' }.data.status", equalTo("pass"))
                .body("checks.find { it.name == 'audit.lag' }.data.status", equalTo("pass"))
                .body("checks.find { it.name == 'audit.chain' }.data.status", equalTo("pass")));
    }

    @Test
    void aRoleThatMayChangeRecordsIsRed() {
        execute("GRANT UPDATE ON audit.records TO PUBLIC");
        try {
            eventually(() -> given().when()
                    .get("/q/health/group/doctor")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'audit.database' }.data.status", equalTo("fail"))
                    .body("checks.find { it.name == 'audit.database' }.data.message", containsString("append-only")));
        } finally {
            execute("REVOKE UPDATE ON audit.records FROM PUBLIC");
        }
    }

    @Test
    void livenessReadinessAndMetricsAnswer() {
        given().when().get("/q/health/live").then().statusCode(200);
        eventually(() -> given().when().get("/q/health/ready").then().statusCode(200));
        given().when()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("koda_audit_consumer_lag"))
                .body(containsString("koda_audit_records_ingested_total"))
                .body(containsString("koda_audit_chain_height"));
    }

    /** A check gives up after two seconds, which a busy machine may need for something else. */
    private static void eventually(ThrowingRunnable look) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(look);
    }
}
