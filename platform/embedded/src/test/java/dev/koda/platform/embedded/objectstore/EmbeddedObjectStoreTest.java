package dev.koda.platform.embedded.objectstore;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedObjectStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private EmbeddedObjectStore server;

    @AfterEach
    void leaveNothingBehind() {
        if (server != null && server.isAlive()) {
            server.stop(PATIENCE);
        }
    }

    private ObjectStoreSpec spec() {
        return new ObjectStoreSpec(
                ServerFiles.below(home, "seaweedfs"), FreePort.next(), "koda-access", "koda-secret-key");
    }

    private EmbeddedObjectStore start() {
        return EmbeddedObjectStore.start(
                spec(), StartOptions.boundTo(ProcessHandle.current().pid()));
    }

    private S3Client client(String secret) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("koda-access", secret)))
                .build();
    }

    private int anonymously(String method, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI target = server.endpoint().resolve(path);
            return http.send(
                            HttpRequest.newBuilder(target)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void keepsObjectsThroughAKillAndRefusesWhoeverDoesNotSign() throws Exception {
        server = start();
        server.createBucket("koda-objects");
        server.createBucket("koda-objects");
        try (S3Client s3 = client("koda-secret-key")) {
            s3.putObject(b -> b.bucket("koda-objects").key("a/b.txt"), RequestBody.fromString("kept"));
        }
        assertThat(anonymously("GET", "/koda-objects/a/b.txt")).isEqualTo(403);
        assertThat(anonymously("GET", "/koda-objects")).isEqualTo(403);
        assertThat(anonymously("PUT", "/koda-objects/c.txt")).isEqualTo(403);
        try (S3Client stranger = client("another-key")) {
            assertThatThrownBy(() -> stranger.listObjectsV2(b -> b.bucket("koda-objects")))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                            .isEqualTo(403));
        }
        assertThat(EmbeddedObjectStore.adopt(spec())).get().returns(server.pid(), EmbeddedObjectStore::pid);

        server.kill();
        server = start();
        try (S3Client s3 = client("koda-secret-key")) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("koda-objects").key("a/b.txt"))
                            .asUtf8String())
                    .isEqualTo("kept");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data/seaweedfs"))))
                .isEqualTo("rwx------");
        server.stop(PATIENCE);
        assertThat(server.isAlive()).isFalse();
    }
}
