package dev.koda.storage.sweep;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.ARTIFACTS;
import static dev.koda.storage.StorageFixtures.STORAGE;
import static dev.koda.storage.StorageFixtures.as;
import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.execute;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.keys;
import static dev.koda.storage.StorageFixtures.objectStore;
import static dev.koda.storage.StorageFixtures.setting;
import static dev.koda.storage.StorageFixtures.unique;
import static dev.koda.storage.StorageFixtures.upload;
import static dev.koda.storage.artifact.Hashes.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class SweepTest {
    @BeforeEach
    void awaitTheBucket() {
        awaitReady();
    }

    @Test
    void aPurgeDropsWhatHasExpiredAndSaysWhatItFreed() {
        purge("{}");
        byte[] content = unique("expired");
        byte[] shared = unique("shared");
        String gone = id(upload("gone.txt", content));
        String goneToo = id(upload("gone-too.txt", shared));
        String kept = id(upload("kept.txt", shared));
        expire(gone, goneToo);
        purge("{\"dry_run\": true}")
                .body("dry_run", equalTo(true))
                .body("artifacts", equalTo(2))
                .body("objects", equalTo(1))
                .body("bytes_freed", equalTo(content.length));
        assertThat(keys(key(content))).hasSize(1);
        try (KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            purge("{}")
                    .body("artifacts", equalTo(2))
                    .body("objects", equalTo(1))
                    .body("bytes_freed", equalTo(content.length))
                    .body("complete", equalTo(true));
            // purges of other tests are told of on the same topic, some of them a little later
            var entry = audit.await(
                    event -> "storage.purged".equals(event.json().path("type").asText())
                            && event.json().at("/details/artifacts").asInt() == 2
                            && event.json().at("/details/bytes_freed").asInt() == content.length);
            EventAssertions.matchesSchema(entry.type(), entry.json());
        }
        assertThat(keys(key(content))).isEmpty();
        assertThat(keys(key(shared))).hasSize(1);
        as("viewer").when().get(ARTIFACTS + "/" + kept + "/content").then().statusCode(200);
    }

    @Test
    void aPurgeByAgeTakesWhatIsOlder() {
        String old = id(upload("aged.txt", unique("aged")));
        execute("UPDATE storage.artifact_manifests SET created_at = now() - interval '40 days' WHERE id = '" + old
                + "'");
        purge("{\"older_than\": \"39d\"}").body("artifacts", greaterThanOrEqualTo(1));
        as("viewer").when().get(ARTIFACTS + "/" + old).then().statusCode(404);
    }

    @Test
    void aBadPurgeIsRefused() {
        as("admin")
                .contentType(ContentType.JSON)
                .body("{\"older_than\": \"soon\"}")
                .when()
                .post(STORAGE + "/purge")
                .then()
                .statusCode(400);
        as("admin")
                .contentType(ContentType.JSON)
                .body("{\"everything\": true}")
                .when()
                .post(STORAGE + "/purge")
                .then()
                .statusCode(400);
        as("operator")
                .contentType(ContentType.JSON)
                .body("{}")
                .when()
                .post(STORAGE + "/purge")
                .then()
                .statusCode(403);
    }

    @Test
    void anAuditNamesMissingAndDamagedContent() {
        byte[] lost = unique("lost");
        byte[] damaged = unique("damaged");
        String lostId = id(upload("lost.txt", lost));
        String damagedId = id(upload("damaged.txt", damaged));
        try (var store = objectStore()) {
            store.deleteObject(request ->
                    request.bucket(setting("koda.object-store.bucket")).key(key(lost)));
            store.putObject(
                    request ->
                            request.bucket(setting("koda.object-store.bucket")).key(key(damaged)),
                    RequestBody.fromString("something else"));
        }
        as("operator")
                .when()
                .post(STORAGE + "/audit")
                .then()
                .statusCode(200)
                .body("status", equalTo("inconsistent"))
                .body("missing_objects.examples", hasItem(key(lost)))
                .body("wrong_sizes.examples", hasItem(key(damaged)))
                .body("unreferenced_objects.examples", not(hasItem(key(lost))));
        as("operator").when().delete(ARTIFACTS + "/" + lostId).then().statusCode(204);
        as("operator").when().delete(ARTIFACTS + "/" + damagedId).then().statusCode(204);
    }

    @Test
    void usageNamesTablesPrefixesAndArtifacts() {
        upload("counted.txt", unique("counted"));
        as("viewer")
                .when()
                .get(STORAGE + "/usage")
                .then()
                .statusCode(200)
                .body("tables.name", hasItems("artifact_manifests", "stored_objects"))
                .body("tables[0].bytes", greaterThanOrEqualTo(8192))
                .body("prefixes.prefix", hasItems("artifacts/", "expiring/"))
                .body("artifacts.count", greaterThanOrEqualTo(1))
                .body("agents[0].count", greaterThanOrEqualTo(1));
    }

    private static ValidatableResponse purge(String body) {
        return as("admin")
                .contentType(ContentType.JSON)
                .body(body)
                .when()
                .post(STORAGE + "/purge")
                .then()
                .statusCode(200);
    }

    private static void expire(String... ids) {
        execute("UPDATE storage.artifact_manifests SET expires_at = now() - interval '1 second' WHERE id IN ('"
                + String.join("','", ids) + "')");
    }

    private static String key(byte[] content) {
        return "artifacts/" + sha256(content).substring(0, 2) + "/" + sha256(content);
    }
}
