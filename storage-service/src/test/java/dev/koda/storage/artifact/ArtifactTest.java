package dev.koda.storage.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.ARTIFACTS;
import static dev.koda.storage.StorageFixtures.as;
import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.execute;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.unique;
import static dev.koda.storage.StorageFixtures.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Who sees which artifacts. */
@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class ArtifactTest {

    @BeforeEach
    void awaitTheBucket() {
        awaitReady();
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        String agent = UUID.randomUUID().toString();
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < 5; index++) {
            ids.addFirst(id(upload("page" + index, unique("page"), "&agent_id=" + agent)));
        }
        var first = as("viewer")
                .when()
                .get(ARTIFACTS + "?limit=3&agent_id=" + agent)
                .then()
                .statusCode(200)
                .extract();
        var rest = as("viewer")
                .when()
                .get(ARTIFACTS + "?limit=3&agent_id=" + agent + "&cursor=" + first.path("next_cursor"))
                .then()
                .statusCode(200)
                .body("next_cursor", nullValue())
                .extract();
        List<String> listed = new ArrayList<>(first.<List<String>>path("items.id"));
        listed.addAll(rest.<List<String>>path("items.id"));
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void anExpiredArtifactIsNotShown() {
        String id = id(upload("old.txt", unique("old")));
        execute("UPDATE storage.artifact_manifests SET expires_at = now() - interval '1 minute' WHERE id = '" + id
                + "'");
        as("viewer").when().get(ARTIFACTS + "/" + id).then().statusCode(404);
        as("viewer").when().get(ARTIFACTS + "/" + id + "/content").then().statusCode(404);
        as("viewer").when().get(ARTIFACTS + "?limit=200").then().body("items.id", not(hasItem(id)));
    }

    @Test
    void rolesAndScopesAreHeld() {
        given().when().get(ARTIFACTS).then().statusCode(401);
        as("viewer")
                .contentType("text/plain")
                .body("x")
                .when()
                .post(ARTIFACTS + "?name=a")
                .then()
                .statusCode(403);
        String id = id(upload("mine.txt", unique("roles")));
        as("viewer").when().delete(ARTIFACTS + "/" + id).then().statusCode(403);
        given().auth()
                .oauth2(TestTokens.token("storage:read"))
                .when()
                .get(ARTIFACTS + "/" + id)
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(TestTokens.token("storage:read"))
                .when()
                .delete(ARTIFACTS + "/" + id)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.token("storage:write"))
                .when()
                .delete(ARTIFACTS + "/" + id)
                .then()
                .statusCode(204);
    }
}
