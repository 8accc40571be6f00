package dev.koda.platform.embedded.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerJars;
import dev.koda.platform.embedded.process.ServerNotStarted;
import dev.koda.platform.embedded.process.ServerProcess;
import dev.koda.platform.embedded.process.StartOptions;

/**
 * A Kafka 4.4 broker and controller in one JVM of its own, on 127.0.0.1 only. Topics are never made by being named.
 * It outlives this JVM unless the options name a guardian.
 */
public final class EmbeddedKafka {

    private static final String NAME = "kafka";
    private static final String STOP_SIGNAL = "TERM";

    private final ServerProcess process;

    private EmbeddedKafka(ServerProcess process) {
        this.process = process;
    }

    /** Takes over the broker that runs on the data folder, else starts one; returns once it answers. */
    public static EmbeddedKafka startOrAdopt(KafkaSpec spec, StartOptions options) {
        return adopt(spec).orElseGet(() -> start(spec, options));
    }

    /** The broker started earlier on these files, on whatever port it has; empty when none runs. */
    public static Optional<EmbeddedKafka> adopt(KafkaSpec spec) {
        return ServerProcess.adopt(NAME, spec.files()).map(EmbeddedKafka::new);
    }

    /**
     * Starts a broker, formatting its data folder when it is new.
     *
     * @throws ServerNotStarted when it does not answer in time
     */
    public static EmbeddedKafka start(KafkaSpec spec, StartOptions options) {
        spec.files().prepare();
        if (!BrokerStorage.isFormatted(spec)) {
            options.progress().accept("formatting the data folder of Kafka");
            BrokerStorage.format(spec, BrokerSettings.write(spec, FreePort.next()));
        }
        // chosen right before the start, for formatting takes seconds in which somebody else may bind it
        Path properties = BrokerSettings.write(spec, FreePort.next());
        options.progress().accept("starting Kafka");
        ServerProcess process = ServerProcess.launch(
                        NAME, command(spec, properties), Map.of(), spec.port(), spec.files())
                .guarded(options, STOP_SIGNAL);
        EmbeddedKafka server = new EmbeddedKafka(process);
        // the client library logs each refused connection, so it is asked only once the port is open
        process.awaitReady(options, () -> FreePort.accepts(spec.port(), Duration.ofSeconds(1)) && server.answers());
        return server;
    }

    private static List<String> command(KafkaSpec spec, Path properties) {
        return List.of(
                ServerJars.java().toString(),
                "-Xmx" + spec.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlog4j2.configurationFile=" + BrokerSettings.logging(spec),
                "-cp",
                ServerJars.of("kafka") + "/*",
                "kafka.Kafka",
                properties.toString());
    }

    /** True when the cluster describes itself within five seconds. */
    public boolean answers() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000))) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return process.port();
    }

    public long pid() {
        return process.process().pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the broker to end and waits; kills it when it does not end in time. */
    public void stop(Duration timeout) {
        process.stop(STOP_SIGNAL, timeout);
    }

    /** Ends the broker without asking, as a power cut would. */
    public void kill() {
        process.kill();
    }
}
