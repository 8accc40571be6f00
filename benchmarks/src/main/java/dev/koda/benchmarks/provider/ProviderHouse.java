package dev.koda.benchmarks.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.vertx.core.Vertx;

import dev.koda.platform.embedded.kafka.EmbeddedKafka;
import dev.koda.platform.embedded.kafka.KafkaSpec;
import dev.koda.platform.embedded.postgres.EmbeddedPostgres;
import dev.koda.platform.embedded.postgres.PostgresSpec;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;

/** provider-service as it is shipped, on a PostgreSQL and a Kafka of its own. */
final class ProviderHouse implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String PASSWORD = "bench-password-1";
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n";

    private final EmbeddedPostgres database;
    private final EmbeddedKafka kafka;
    private final Door door;

    private ProviderHouse(EmbeddedPostgres database, EmbeddedKafka kafka, Door door) {
        this.database = database;
        this.kafka = kafka;
        this.door = door;
    }

    static ProviderHouse start(Vertx vertx, Path checkout, Path folder, Clock clock) throws Exception {
        int databasePort = Door.freePort();
        int kafkaPort = Door.freePort();
        StartOptions bound = StartOptions.boundTo(ProcessHandle.current().pid());
        EmbeddedPostgres database = EmbeddedPostgres.start(
                new PostgresSpec(ServerFiles.below(folder, "postgres"), databasePort, "koda", PASSWORD, "koda"), bound);
        EmbeddedKafka kafka = EmbeddedKafka.start(new KafkaSpec(ServerFiles.below(folder, "kafka"), kafkaPort), bound);
        Identity identity = Identity.start(vertx, clock);
        int port = Door.freePort();
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-jar",
                checkout.resolve("provider-service/target/quarkus-app/quarkus-run.jar")
                        .toString());
        Map<String, String> environment = command.environment();
        environment.put("KODA_ENV", "development");
        environment.put("KODA_HOME", folder.toString());
        environment.put("KODA_SERVICE_KEY", "bench-Qm4Zt7Lc92VxR1pNw8KdHs60JyGfBa35");
        environment.put("CONTROL_PLANE_API_TOKEN", "bench-Tn2Wd8Xq46LbM9rZc1VkYp73HsGfJe50");
        environment.put("WEB_OPERATOR_SESSION_SECRET", "bench-3fA9kQ27zLwX81bNc5RtYv60PdGmHsJe");
        environment.put("KNOWLEDGE_V2_POSTGRES_DSN", database.dsn());
        environment.put("KODA_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("CONTROL_PLANE_MASTER_KEY_FILE", masterKey(folder).toString());
        environment.put("KODA_AUTH_URL", identity.address());
        environment.put("KODA_PROVIDER_PORT", Integer.toString(port));
        Map<String, String> headers = Map.of("Authorization", "Bearer " + identity.token());
        return new ProviderHouse(database, kafka, Door.start("provider-service", port, headers, command, folder));
    }

    Door door() {
        return door;
    }

    /** Connects the vendor as a user would, with a budget that each call is reserved from. */
    void connect(StubVendor vendor) throws IOException, InterruptedException {
        ask(
                "PUT",
                "providers/openai/connection",
                "{\"auth\":{\"api_key\":\"sk-bench-0123456789\"},\"concurrency\":2000,\"base_url\":\""
                        + vendor.address() + "/v1\"}");
        ask("POST", "providers/openai/connection/verify", "");
        ask("PUT", "budgets", "{\"scope\":\"all\",\"period\":\"day\",\"limit\":\"1000000.00\",\"currency\":\"USD\"}");
    }

    private void ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.address() + "/api/control-plane/" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        door.headers().forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
        }
    }

    private static Path masterKey(Path folder) throws IOException {
        Path file = Files.createFile(
                folder.resolve("master.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, MASTER_KEY);
    }

    @Override
    public void close() {
        door.close();
        kafka.stop(STOP);
        database.stop(STOP);
    }
}
