package dev.koda.storage.artifact;

import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.ARTIFACTS;
import static dev.koda.storage.StorageFixtures.as;
import static dev.koda.storage.StorageFixtures.asService;
import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.keys;
import static dev.koda.storage.StorageFixtures.number;
import static dev.koda.storage.StorageFixtures.unique;
import static dev.koda.storage.StorageFixtures.upload;
import static dev.koda.storage.artifact.Hashes.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** What is kept, and what is kept once. */
@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class UploadTest {

    private static final String AGENT = "01900000-0000-7000-8000-0000000000a2";
    private static final String TASK = "01900000-0000-7000-8000-0000000000b2";

    @BeforeEach
    void awaitTheBucket() {
        awaitReady();
    }

    @Test
    void whatIsKeptComesBackAsItWas() {
        byte[] content = unique("kept");
        String id = id(asService()
                .contentType("text/markdown; charset=utf-8")
                .body(content)
                .when()
                .post(ARTIFACTS + "?name=summary.md&agent_id=" + AGENT + "&task_id=" + TASK)
                .then()
                .header("Location", containsString(ARTIFACTS)));
        as("viewer")
                .when()
                .get(ARTIFACTS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("summary.md"))
                .body("media_type", equalTo("text/markdown; charset=utf-8"))
                .body("size", equalTo(content.length))
                .body("sha256", equalTo(sha256(content)))
                .body("agent_id", equalTo(AGENT))
                .body("task_id", equalTo(TASK))
                .body("created_by.kind", equalTo("service"))
                .body("created_at", notNullValue())
                .body("expires_at", notNullValue());
        byte[] back = as("viewer")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(back).isEqualTo(content);
    }

    @Test
    void equalContentIsStoredOnceAndGoesWithItsLastArtifact() {
        byte[] content = unique("equal");
        String first = id(upload("one.txt", content));
        String second = id(upload("two.txt", content));
        String key = "artifacts/" + sha256(content).substring(0, 2) + "/" + sha256(content);
        assertThat(keys(key)).containsExactly(key);
        assertThat(number("SELECT count(*) FROM storage.stored_objects WHERE sha256 = '" + sha256(content) + "'"))
                .isEqualTo(1);
        as("operator").when().delete(ARTIFACTS + "/" + first).then().statusCode(204);
        as("viewer").when().get(ARTIFACTS + "/" + second + "/content").then().statusCode(200);
        as("operator").when().delete(ARTIFACTS + "/" + second).then().statusCode(204);
        assertThat(keys(key)).isEmpty();
        as("viewer")
                .when()
                .get(ARTIFACTS + "/" + second)
                .then()
                .statusCode(404)
                .body("code", equalTo("artifact_not_found"));
        assertThat(id(upload("again.txt", content))).isNotEqualTo(second);
        assertThat(keys(key)).containsExactly(key);
    }

    @Test
    void anUploadRepeatedUnderItsKeyGivesTheFirstArtifact() {
        byte[] content = unique("once");
        String key = UUID.randomUUID().toString();
        String first = id(asService()
                .header("Idempotency-Key", key)
                .body(content)
                .when()
                .post(ARTIFACTS + "?name=a")
                .then());
        String again = id(asService()
                .header("Idempotency-Key", key)
                .body(content)
                .when()
                .post(ARTIFACTS + "?name=a")
                .then());
        assertThat(again).isEqualTo(first);
        String others = id(as("operator")
                .header("Idempotency-Key", key)
                .body(content)
                .when()
                .post(ARTIFACTS + "?name=a")
                .then());
        assertThat(others).isNotEqualTo(first);
    }

    @Test
    void aFormIsTakenToo() {
        byte[] content = unique("form");
        as("operator")
                .multiPart("file", "report.csv", content, "text/csv")
                .multiPart("agent_id", AGENT)
                .when()
                .post(ARTIFACTS)
                .then()
                .statusCode(201)
                .body("name", equalTo("report.csv"))
                .body("media_type", equalTo("text/csv"))
                .body("agent_id", equalTo(AGENT))
                .body("sha256", equalTo(sha256(content)));
    }

    @Test
    void anEmptyArtifactIsOne() {
        String id = id(upload("empty.txt", new byte[0]));
        byte[] back = as("viewer")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(back).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?name=", "?name=%20", "?name=a%0Ab", "?name=a&agent_id=nonsense", "?name=a&colour=red"})
    void aBadUploadIsRefused(String query) {
        as("operator")
                .urlEncodingEnabled(false)
                .contentType("text/plain")
                .body("x")
                .when()
                .post(ARTIFACTS + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }
}
