package dev.koda.storage.artifact;

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
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.ARTIFACTS;
import static dev.koda.storage.StorageFixtures.as;
import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.id;
import static dev.koda.storage.StorageFixtures.objectStore;
import static dev.koda.storage.StorageFixtures.setting;
import static dev.koda.storage.StorageFixtures.unique;
import static dev.koda.storage.StorageFixtures.upload;
import static dev.koda.storage.artifact.Hashes.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** How content is given back: whole, in part, not at all, and so that no browser runs it. */
@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class ContentTest {

    @BeforeEach
    void awaitTheBucket() {
        awaitReady();
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
