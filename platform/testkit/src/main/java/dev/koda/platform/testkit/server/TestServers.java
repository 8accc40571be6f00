package dev.koda.platform.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.embedded.kafka.EmbeddedKafka;
import dev.koda.platform.embedded.kafka.KafkaSpec;
import dev.koda.platform.embedded.objectstore.EmbeddedObjectStore;
import dev.koda.platform.embedded.objectstore.ObjectStoreSpec;
import dev.koda.platform.embedded.postgres.EmbeddedPostgres;
import dev.koda.platform.embedded.postgres.PostgresSpec;
import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.ServerNotStarted;
import dev.koda.platform.embedded.process.StartOptions;

/**
 * One PostgreSQL, one Kafka and one object store for all modules of a build.
 *
 * <p>External servers named by {@code KODA_TEST_POSTGRES_DSN}, {@code KODA_TEST_KAFKA_BOOTSTRAP_SERVERS} and
 * {@code KODA_TEST_S3_ENDPOINT}, {@code _ACCESS_KEY}, {@code _SECRET_KEY} are used as they are. Otherwise the first
 * test that asks starts an embedded one, later tests and modules find it by its pid file, and it ends with the Maven
 * process however that ends. Safe for several JVMs at once: starting is guarded by a file lock.
 */
public final class TestServers {
    private static final String OWNER = "koda";

    private TestServers() {}

    /** Owner DSN of the server's own database; make a fresh one with {@code FreshDatabase}. */
    public static PostgresDsn postgres() {
        return external("KODA_TEST_POSTGRES_DSN")
                .map(PostgresDsn::parse)
                .orElseGet(() -> PostgresDsn.parse(embeddedPostgres().dsn()));
    }

    /** Bootstrap servers of Kafka. */
    public static String kafka() {
        return external("KODA_TEST_KAFKA_BOOTSTRAP_SERVERS")
                .orElseGet(() -> embeddedKafka().bootstrapServers());
    }

    /** Where the object store answers, and its keys. */
    public static ObjectStoreAccess objectStore() {
        return external("KODA_TEST_S3_ENDPOINT")
                .map(endpoint -> new ObjectStoreAccess(
                        endpoint,
                        external("KODA_TEST_S3_ACCESS_KEY").orElseThrow(),
                        external("KODA_TEST_S3_SECRET_KEY").orElseThrow()))
                .orElseGet(TestServers::embeddedObjectStore);
    }

    private static Optional<String> external(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    }

    private static EmbeddedPostgres embeddedPostgres() {
        BuildFolder folder = BuildFolder.current();
        return locked(
                folder,
                () -> EmbeddedPostgres.startOrAdopt(
                        new PostgresSpec(files(folder, "postgres"), FreePort.next(), OWNER, folder.secret(), OWNER),
                        bound()));
    }

    private static EmbeddedKafka embeddedKafka() {
        BuildFolder folder = BuildFolder.current();
        return locked(
                folder,
                () -> EmbeddedKafka.startOrAdopt(new KafkaSpec(files(folder, "kafka"), FreePort.next()), bound()));
    }

    private static ObjectStoreAccess embeddedObjectStore() {
        BuildFolder folder = BuildFolder.current();
        EmbeddedObjectStore store = locked(
                folder,
                () -> EmbeddedObjectStore.startOrAdopt(
                        new ObjectStoreSpec(files(folder, "objects"), FreePort.next(), OWNER, folder.secret()),
                        bound()));
        return new ObjectStoreAccess(store.endpoint().toString(), OWNER, folder.secret());
    }

    private static ServerFiles files(BuildFolder folder, String name) {
        return ServerFiles.below(folder.path(), name);
    }

    private static StartOptions bound() {
        return StartOptions.boundTo(BuildProcess.pid());
    }

    private static synchronized <T> T locked(BuildFolder folder, Supplier<T> start) {
        Path lock = folder.path().resolve("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Files.writeString(folder.path().resolve("last-lock"), held.toString());
            return tried(start);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot lock " + lock, failure);
        }
    }

    /** Twice, with other ports: one that was free may be somebody else's by the time the server binds it. */
    private static <T> T tried(Supplier<T> start) {
        try {
            return start.get();
        } catch (ServerNotStarted once) {
            return start.get();
        }
    }
}
