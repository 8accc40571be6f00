package dev.koda.storage.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.ARTIFACTS;
import static dev.koda.storage.StorageFixtures.as;
import static dev.koda.storage.StorageFixtures.asService;
import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.execute;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.keys;
import static dev.koda.storage.StorageFixtures.number;
import static dev.koda.storage.StorageFixtures.objectStore;
import static dev.koda.storage.StorageFixtures.setting;
import static dev.koda.storage.StorageFixtures.unique;
import static dev.koda.storage.StorageFixtures.upload;
import static dev.koda.storage.artifact.Hashes.sha256;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class ArtifactTest {
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

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3,      206, 0123,       bytes 0-3/10",
        "bytes=4-,       206, 456789,     bytes 4-9/10",
        "bytes=-2,       206, 89,         bytes 8-9/10",
        "bytes=8-400,    206, 89,         bytes 8-9/10",
        "'bytes=0-1,4-5',200, 0123456789,",
        "lines=1-2,      200, 0123456789,"
    })
    void aRangeIsStreamed(String range, int status, String expected, String contentRange) {
        String id = id(upload("digits.txt", "0123456789".getBytes(UTF_8)));
        var answer = as("viewer")
                .header("Range", range)
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(status);
        assertThat(answer.extract().asString()).isEqualTo(expected);
        assertThat(answer.extract().header("Content-Range")).isEqualTo(contentRange);
        assertThat(answer.extract().header("Content-Length")).isEqualTo(Integer.toString(expected.length()));
    }

    @Test
    void whateverACallerAcceptsItGetsTheContent() {
        String id = id(upload("accept.txt", unique("accept")));
        as("viewer")
                .accept("text/markdown")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(200)
                .contentType("text/plain");
    }

    @Test
    void aRangeOutsideIsRefused() {
        String id = id(upload("digits.txt", "0123456789".getBytes(UTF_8)));
        as("viewer")
                .header("Range", "bytes=10-")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(416)
                .body("size", equalTo(10));
    }

    @Test
    void whoHasItDoesNotGetItAgain() {
        byte[] content = unique("etag");
        String id = id(upload("etag.txt", content));
        as("viewer")
                .header("If-None-Match", "\"" + sha256(content) + "\"")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(304);
        as("viewer")
                .when()
                .head(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(200)
                .header("Content-Length", Integer.toString(content.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "application/xhtml+xml", "TEXT/HTML; charset=utf-8"})
    void whatABrowserWouldRunIsServedAsPlainBytes(String mediaType) {
        String id = id(as("operator")
                .contentType(mediaType)
                .body("<script>alert(1)</script>".getBytes(UTF_8))
                .when()
                .post(ARTIFACTS + "?name=x.html")
                .then());
        as("viewer")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/octet-stream"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("Content-Disposition", startsWith("attachment;"));
    }

    @Test
    void aNameCannotBreakOutOfItsHeader() {
        String id = id(as("operator")
                .queryParam("name", "r\"e; filename=evil.exe é.txt")
                .body(unique("name"))
                .when()
                .post(ARTIFACTS)
                .then());
        as("viewer")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .header(
                        "Content-Disposition",
                        equalTo(
                                "attachment; filename=\"r_e_ filename_evil.exe _.txt\"; filename*=UTF-8''r%22e%3B%20filename%3Devil.exe%20%C3%A9.txt"));
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
    void aManifestWithoutContentSaysSo() {
        byte[] content = unique("lost");
        String id = id(upload("lost.txt", content));
        try (var store = objectStore()) {
            store.deleteObject(request -> request.bucket(setting("koda.object-store.bucket"))
                    .key("artifacts/" + sha256(content).substring(0, 2) + "/" + sha256(content)));
        }
        as("viewer")
                .when()
                .get(ARTIFACTS + "/" + id + "/content")
                .then()
                .statusCode(410)
                .body("code", equalTo("artifact_content_missing"));
    }
}
