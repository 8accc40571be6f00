package dev.koda.storage;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import dev.koda.platform.testkit.token.TestTokens;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The service as callers see it, the database as its owner and the bucket as its keeper does. */
public final class StorageFixtures {
    public static final String ARTIFACTS = "/api/control-plane/artifacts";
    public static final String STORAGE = "/api/control-plane/storage";

    private StorageFixtures() {}

    /** Waits until things can be kept: the bucket is made beside the boot, not before it ends. */
    public static void awaitReady() {
        eventually(() -> given().when().get("/q/health/ready").then().statusCode(200));
    }

    /** What the doctor says as soon as it does: a check gives up after two seconds, which a busy machine may need. */
    public static void eventually(ThrowingRunnable look) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(look);
    }

    public static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.operator("01900000-0000-7000-8000-000000000001", role));
    }

    public static RequestSpecification asService() {
        return given().auth().oauth2(TestTokens.service("runtime"));
    }

    public static ValidatableResponse upload(String name, byte[] content) {
        return upload(name, content, "");
    }

    public static ValidatableResponse upload(String name, byte[] content, String query) {
        return as("operator")
                .contentType("text/plain")
                .body(content)
                .when()
                .post(ARTIFACTS + "?name=" + name + query)
                .then();
    }

    public static String id(ValidatableResponse response) {
        return response.statusCode(201).extract().path("id");
    }

    public static byte[] unique(String label) {
        return (label + " " + UUID.randomUUID()).getBytes(UTF_8);
    }

    public static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** Keys below the prefix. */
    public static List<String> keys(String prefix) {
        try (S3Client client = objectStore()) {
            return client
                    .listObjectsV2(request ->
                            request.bucket(setting("koda.object-store.bucket")).prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    public static S3Client objectStore() {
        return S3Client.builder()
                .endpointOverride(URI.create(setting("koda.object-store.endpoint")))
                .region(Region.of(setting("koda.object-store.region")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        setting("koda.object-store.access-key-id"), setting("koda.object-store.secret-access-key"))))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Runs a statement as the owner. */
    public static void execute(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The one number a query of the owner answers with. */
    public static long number(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private static Connection owner() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.flyway.jdbc-url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
    }
}
