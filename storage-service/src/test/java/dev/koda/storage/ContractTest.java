package dev.koda.storage;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.contract.OpenApiDrift;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.ARTIFACTS;
import static dev.koda.storage.StorageFixtures.as;
import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.unique;
import static dev.koda.storage.StorageFixtures.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class ContractTest {
    @BeforeEach
    void awaitTheBucket() {
        awaitReady();
    }

    @Test
    void theApiIsTheOneThatIsPublished() {
        OpenApiDrift.check(
                "storage-service",
                given().when()
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void keepingAndForgettingIsTold() {
        try (KafkaProbe topic = KafkaProbe.on("koda.storage.artifact")) {
            String id = id(upload("told.txt", unique("told"), "&agent_id=01900000-0000-7000-8000-0000000000a1"));
            as("operator").when().delete(ARTIFACTS + "/" + id).then().statusCode(204);
            List<ReceivedEvent> told = topic.awaitAll(event -> id.equals(event.key()), 2);
            assertThat(told)
                    .extracting(ReceivedEvent::type)
                    .containsExactly("dev.koda.storage.artifact.stored.v1", "dev.koda.storage.artifact.deleted.v1");
            told.forEach(event -> EventAssertions.matchesSchema(event.type(), event.json()));
            assertThat(told.getFirst().json().path("name").asText()).isEqualTo("told.txt");
        }
    }
}
