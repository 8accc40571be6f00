package dev.koda.audit;

import java.time.Duration;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.contract.OpenApiDrift;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.ENTRY;
import static dev.koda.audit.AuditFixtures.TOPIC;
import static dev.koda.audit.AuditFixtures.number;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class ContractTest {
    @Test
    void thePublishedExampleOfAnEntryIsRecorded() {
        String example = EventAssertions.example(ENTRY).toString();
        try (KafkaProbe topic = KafkaProbe.on(TOPIC)) {
            UUID id = topic.publish("example", ENTRY, example);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> number("SELECT count(*) FROM audit.records WHERE id = '" + id + "'") == 1);
        }
    }

    @Test
    void theApiIsTheOneThatIsPublished() {
        OpenApiDrift.check(
                "audit-service",
                given().when()
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }
}
