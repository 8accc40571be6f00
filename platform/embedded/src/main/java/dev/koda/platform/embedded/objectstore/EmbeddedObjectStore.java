package dev.koda.platform.embedded.objectstore;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerJars;
import dev.koda.platform.embedded.process.ServerNotStarted;
import dev.koda.platform.embedded.process.ServerProcess;
import dev.koda.platform.embedded.process.StartOptions;

/**
 * S3Proxy over a folder, in a JVM of its own, on 127.0.0.1 only. Every request must be signed; buckets are made
 * through the API alone, for one made as a folder could be read by anyone. It outlives this JVM unless the options
 * name a guardian.
 */
public final class EmbeddedObjectStore {

    private static final String NAME = "seaweedfs";
    private static final String STOP_SIGNAL = "TERM";
    private static final String REGION = "us-east-1";
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** Making a bucket is the first real work of a store that has just started. */
    private static final Duration MAKING = Duration.ofSeconds(30);

    private final ServerProcess process;
    private final ObjectStoreSpec spec;

    private EmbeddedObjectStore(ServerProcess process, ObjectStoreSpec spec) {
        this.process = process;
        this.spec = spec;
    }

    /** Takes over the store that runs on the data folder, else starts one; returns once it answers. */
    public static EmbeddedObjectStore startOrAdopt(ObjectStoreSpec spec, StartOptions options) {
        return adopt(spec).orElseGet(() -> start(spec, options));
    }

    /** The store started earlier on these files, on whatever port it has; empty when none runs. */
    public static Optional<EmbeddedObjectStore> adopt(ObjectStoreSpec spec) {
        return ServerProcess.adopt(NAME, spec.files())
                .map(process -> new EmbeddedObjectStore(
                        process,
                        new ObjectStoreSpec(spec.files(), process.port(), spec.accessKey(), spec.secretKey())));
    }

    /**
     * Starts a store.
     *
     * @throws ServerNotStarted when it does not answer in time
     */
    public static EmbeddedObjectStore start(ObjectStoreSpec spec, StartOptions options) {
        spec.files().prepare();
        options.progress().accept("starting the object store");
        ServerProcess process = ServerProcess.launch(
                        NAME, command(writeSettings(spec)), Map.of(), spec.port(), spec.files())
                .guarded(options, STOP_SIGNAL);
        EmbeddedObjectStore server = new EmbeddedObjectStore(process, spec);
        process.awaitReady(options, () -> FreePort.accepts(spec.port(), Duration.ofSeconds(1)) && server.answers());
        return server;
    }

    private static Path writeSettings(ObjectStoreSpec spec) {
        Path data = spec.files().data();
        Path settings = data.resolveSibling(data.getFileName() + ".properties");
        try {
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            Files.deleteIfExists(settings);
            Files.createFile(
                    settings, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(settings, """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(spec.port(), spec.accessKey(), spec.secretKey(), data));
            return settings;
        } catch (IOException failure) {
            throw new ServerNotStarted("cannot write " + settings + ": " + failure.getMessage(), failure);
        }
    }

    private static List<String> command(Path settings) {
        return List.of(
                "sh",
                "-c",
                "umask 077; exec \"$@\"",
                "sh",
                ServerJars.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                jar().toString(),
                "--properties",
                settings.toString());
    }

    private static Path jar() {
        Path folder = ServerJars.of("s3proxy");
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.max(Comparator.naturalOrder())
                    .orElseThrow(() -> new ServerNotStarted("no S3Proxy jar in " + folder));
        } catch (IOException failure) {
            throw new ServerNotStarted("cannot read " + folder, failure);
        }
    }

    /** True when a signed request is answered within five seconds, whatever the answer. */
    public boolean answers() {
        return status("HEAD", "koda-probe", ANSWER)
                .filter(status -> status < 500)
                .isPresent();
    }

    /** Makes a bucket unless it is there. */
    public void createBucket(String bucket) {
        int status = status("PUT", bucket, MAKING).orElse(0);
        if (status != 200 && status != 409) {
            throw new ServerNotStarted(
                    "the bucket " + bucket + " could not be made: the object store answered " + status);
        }
    }

    private Optional<Integer> status(String method, String bucket, Duration timeout) {
        SignedRequests requests =
                new SignedRequests(endpoint(), REGION, spec.accessKey(), spec.secretKey(), Clock.systemUTC());
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            return Optional.of(client.send(requests.of(method, bucket, timeout), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
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

    /** Asks the store to end and waits; kills it when it does not end in time. */
    public void stop(Duration timeout) {
        process.stop(STOP_SIGNAL, timeout);
    }

    /** Ends the store without asking, as a power cut would. */
    public void kill() {
        process.kill();
    }
}
