package dev.koda.benchmarks.turn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.koda.benchmarks.load.ProcessCost;
import dev.koda.platform.embedded.kafka.EmbeddedKafka;
import dev.koda.platform.embedded.kafka.KafkaSpec;
import dev.koda.platform.embedded.postgres.EmbeddedPostgres;
import dev.koda.platform.embedded.postgres.PostgresSpec;
import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;
import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.token.StubIdentityServer;

/** Packaged runtime processes over a PostgreSQL and a Kafka of their own; the first takes tasks in and runs them. */
final class RuntimeFleet implements AutoCloseable {
    private static final String PASSWORD = "bench-password-1";
    private static final Duration START = Duration.ofMinutes(2);

    private final Path jar;
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final StubIdentityServer identity = StubIdentityServer.start();
    private final Map<String, String> environment = new HashMap<>(TestEnvironment.variables());
    private final List<Process> processes = new ArrayList<>();
    private TaskDoor door;
    private Connection asking;

    RuntimeFleet(Path checkout, String neighbours) throws IOException {
        jar = checkout.resolve("agent-runtime-service/target/quarkus-app/quarkus-run.jar");
        folder = Files.createTempDirectory("koda-bench-turn");
        StartOptions bound = StartOptions.boundTo(ProcessHandle.current().pid());
        int port = FreePort.next();
        postgres = EmbeddedPostgres.start(
                new PostgresSpec(ServerFiles.below(folder, "postgres"), port, "koda", PASSWORD, "koda"), bound);
        kafka = EmbeddedKafka.start(new KafkaSpec(ServerFiles.below(folder, "kafka"), FreePort.next()), bound);
        environment.put("KNOWLEDGE_V2_POSTGRES_DSN", "postgresql://koda:" + PASSWORD + "@127.0.0.1:" + port + "/koda");
        environment.put("KODA_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("KODA_AUTH_URL", identity.url());
        environment.put("KODA_PROVIDER_URL", neighbours);
        environment.put("KODA_STORAGE_URL", neighbours);
        environment.put("MAX_QUEUED_TASKS_PER_USER", "100000");
        environment.put("KODA_MAX_ITERATIONS", "1000");
        environment.put("KODA_HOME", folder.toString());
    }

    /** Starts one more process and waits until it takes tasks; the first one has the API as well. */
    void add(int slots) throws IOException, InterruptedException {
        int port = FreePort.next();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Dkoda.runtime.worker.per-agent=1000",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("runtime-" + processes.size() + ".log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("KODA_RUNTIME_PORT", Integer.toString(port));
        builder.environment().put("KODA_RUNTIME_ROLE", processes.isEmpty() ? "all" : "worker");
        builder.environment().put("KODA_WORKER_SLOTS", Integer.toString(slots));
        processes.add(builder.start());
        if (door == null) {
            door = new TaskDoor("http://127.0.0.1:" + port);
        }
        int known = processes.size();
        for (long end = System.nanoTime() + START.toNanos(); workers() < known; ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("a runtime did not start; its log is in " + folder);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private double workers() {
        try {
            return number("SELECT count(*) FROM runtime.worker WHERE seen_at > now() - interval '20 seconds'");
        } catch (SQLException notYet) {
            return 0;
        }
    }

    /** The way in through the first process. */
    TaskDoor door() {
        return door;
    }

    /** Processor seconds so far by part: the runtime processes, PostgreSQL, Kafka, and this process with load and stubs. */
    Map<String, Double> cpuSeconds() throws IOException {
        Map<String, Double> cpu = new LinkedHashMap<>();
        double runtime = 0;
        for (Process process : processes) {
            runtime += ProcessCost.cpuSeconds(process.pid());
        }
        cpu.put("runtime", runtime);
        cpu.put("PostgreSQL", ProcessCost.familyCpuSeconds(postgres.pid()));
        cpu.put("Kafka", ProcessCost.cpuSeconds(kafka.pid()));
        cpu.put("load and stubs", ProcessCost.cpuSeconds(ProcessHandle.current().pid()));
        return cpu;
    }

    /** A connection as the owner of the database. */
    Connection connect() throws SQLException {
        return postgres.connect("koda", Duration.ofSeconds(10));
    }

    /** The one number that a query gives. */
    double number(String sql) throws SQLException {
        return Double.parseDouble(text(sql));
    }

    /** The one value that a query gives. */
    String text(String sql) throws SQLException {
        if (asking == null) {
            asking = connect();
        }
        try (Statement statement = asking.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join());
        identity.close();
        kafka.stop(Duration.ofSeconds(20));
        postgres.stop(Duration.ofSeconds(20));
    }
}
