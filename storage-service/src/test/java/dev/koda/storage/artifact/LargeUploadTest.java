package dev.koda.storage.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.server.WithObjectStore;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.storage.StorageFixtures.ARTIFACTS;
import static dev.koda.storage.StorageFixtures.awaitReady;
import static dev.koda.storage.StorageFixtures.keys;
import static dev.koda.storage.StorageFixtures.number;
import static dev.koda.storage.StorageFixtures.objectStore;
import static dev.koda.storage.StorageFixtures.setting;
import static dev.koda.storage.artifact.Hashes.sha256;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
@WithObjectStore
@WithStubIdentity
class LargeUploadTest {
    private static final long MIB = 1024 * 1024;
    private static final long LARGE = 120 * MIB + 7;

    /** One part of eight MiB, its copies on the way, and what one request of a test leaves behind. */
    private static final long MOST_HELD = 48 * MIB;

    HttpClient client;

    @BeforeEach
    void open() {
        awaitReady();
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void aLargeArtifactPassesThroughWithoutBeingHeld() throws Exception {
        HeapWatch heap = new HeapWatch();
        HttpResponse<String> answer = send("large.bin", () -> new Pattern(LARGE, heap), LARGE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(heap.samples()).isGreaterThanOrEqualTo(5);
        assertThat(heap.mostAboveStart()).as("bytes alive during the upload").isLessThan(MOST_HELD);
        String id = answer.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(answer.body()).contains("\"size\":" + LARGE).contains(sha256(new Pattern(LARGE, heap)));
        assertThat(download(id)).isEqualTo(sha256(new Pattern(LARGE, heap)));
        assertThat(keys("expiring/incoming/")).isEmpty();
    }

    @Test
    void aBodyOfUnknownLengthOverTheLimitIsRefusedAndLeavesNothing() throws Exception {
        long over = Long.parseLong(setting("koda.storage.artifact-max-upload-bytes")) + 1;
        HttpResponse<String> answer = send("over.bin", () -> new Pattern(over, new HeapWatch()), -1);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("artifact_too_large");
        assertThat(number("SELECT count(*) FROM storage.artifact_manifests WHERE name = 'over.bin'"))
                .isZero();
        assertThat(keys("expiring/incoming/")).isEmpty();
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsRefusedBeforeItIsRead() throws Exception {
        try (Socket socket = request("announced.bin", 100L * 1024 * MIB)) {
            String answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aKilledUploadLeavesNeitherManifestNorObject() throws Exception {
        try (Socket socket = request("killed.bin", LARGE)) {
            byte[] chunk = new byte[(int) MIB];
            for (int sent = 0; sent < 20; sent++) {
                socket.getOutputStream().write(chunk);
            }
        }
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(uploadsUnderWay()).isZero();
            assertThat(multipartUploads()).isZero();
        });
        assertThat(number("SELECT count(*) FROM storage.artifact_manifests WHERE name = 'killed.bin'"))
                .isZero();
        assertThat(keys("expiring/incoming/")).isEmpty();
    }

    private HttpResponse<String> send(String name, Supplier<InputStream> body, long length) throws Exception {
        BodyPublisher stream = BodyPublishers.ofInputStream(body);
        BodyPublisher publisher = length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
        return client.send(
                HttpRequest.newBuilder(URI.create(address(name)))
                        .timeout(Duration.ofMinutes(5))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/octet-stream")
                        .POST(publisher)
                        .build(),
                BodyHandlers.ofString());
    }

    private String download(String id) throws Exception {
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + RestAssured.port + ARTIFACTS + "/" + id + "/content"))
                        .timeout(Duration.ofMinutes(5))
                        .header("Authorization", "Bearer " + token())
                        .build(),
                BodyHandlers.ofInputStream());
        try (InputStream content = answer.body()) {
            return sha256(content);
        }
    }

    private static Socket request(String name, long length) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.setSoTimeout(60_000);
        String head = "POST " + ARTIFACTS + "?name=" + name + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token() + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    private static String address(String name) {
        return "http://127.0.0.1:" + RestAssured.port + ARTIFACTS + "?name=" + name;
    }

    private static String token() {
        return TestTokens.operator("01900000-0000-7000-8000-000000000001", "operator");
    }

    private static double uploadsUnderWay() {
        return Metrics.globalRegistry.get("koda_storage_uploads").gauge().value();
    }

    private static int multipartUploads() {
        try (var store = objectStore()) {
            return store.listMultipartUploads(request -> request.bucket(setting("koda.object-store.bucket")))
                    .uploads()
                    .size();
        }
    }
}
